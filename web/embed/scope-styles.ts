/** The name of the element that takes the place of the document within the shadow of a panel. */
export const SCOPE = '.supernova';

/** Styles that are written for a document, for an element within a shadow root: what they say of `:root` and `body` they say of it. */
export function scopeStyles(css: string): string {
  return css.replace(/:root\b/g, SCOPE).replace(/(^|[\s,{}])body(?=\s*[,{])/g, `$1${SCOPE}`);
}
