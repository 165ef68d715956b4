// What a strong dependency is, in words: the server decides which ones are.

export const STRONG_OF_FILES = 'Strong: of all files that depend on it, directly or through others, the share of those that import it and take more than 70 % of its exported names.';
export const STRONG_OF_FOLDERS = 'Strong: of all files outside that depend on it, directly or through others, the share of those that take more than 70 % of the exported names of the files that they import from it.';

export const percentOf = (share: number): string => `${Math.round(share * 100)} %`;
