/** Intents as a person would type them, to be finished: the new name or path is still the old one. */
const quoted = (path: string): string => (/\s/.test(path) ? `"${path}"` : path);

export const moveWords = (file: string): string => `move ${quoted(file)} to ${quoted(file)}`;
export const deleteWords = (file: string): string => `delete ${quoted(file)}`;
export const renameWords = (name: string, file: string): string => `rename ${name} to ${name} in ${quoted(file)}`;
export const deleteExportWords = (name: string, file: string): string => `delete ${name} from ${quoted(file)}`;
