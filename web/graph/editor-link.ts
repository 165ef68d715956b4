/** Opens a file of the machine that runs the server, which is the one that shows the page, in VS Code. */
export function editorLink(rootPath: string, file: string, line?: number): string {
  const path = `${rootPath}/${file}`.split('/').map(encodeURIComponent).join('/');
  return `vscode://file${path}${line === undefined ? '' : `:${line}`}`;
}
