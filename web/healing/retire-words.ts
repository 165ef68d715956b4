/** The intent that retires a shim, as a person would type it. */
export function retireWords({ file, name }: { file: string; name: string | null }): string {
  const path = /\s/.test(file) ? `"${file}"` : file;
  return name === null ? `retire the shim ${path}` : `retire ${name} in ${path}`;
}
