/** One hash over the names and contents of files and folders below `root`; what is missing counts as missing. */
export function fingerprint(root: string, options: { readonly paths: readonly string[]; readonly ignored?: readonly string[] }): string;
