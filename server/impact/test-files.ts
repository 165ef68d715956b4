// Which files are tests, by their path alone.

export const isTest = (path: string): boolean => /(^|\/)(__tests__|tests?|spec)\/|\.(test|spec)\.[cm]?[jt]sx?$/.test(path);
