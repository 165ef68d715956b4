// What the language's own functions do: which only compute, which change what they are called on. Owns the tables.

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Methods that leave what they are called on as it is and give the same again. */
export const PURE_METHODS = words(`
  at charAt charCodeAt codePointAt concat endsWith entries every filter find findIndex findLast findLastIndex flat flatMap forEach get getTime getUTCFullYear getUTCMonth getUTCDate
  getFullYear getMonth getDate getHours getMinutes getSeconds getDay has hasOwnProperty includes indexOf isPrototypeOf join keys lastIndexOf localeCompare map match matchAll normalize
  padEnd padStart reduce reduceRight repeat replace replaceAll search slice some split startsWith subarray substring substr toFixed toISOString toJSON toLowerCase toPrecision toReversed
  toSorted toSpliced toString toUpperCase trim trimEnd trimStart valueOf values with format formatToParts resolvedOptions toLocaleString toLocaleDateString toLocaleTimeString toLocaleUpperCase toLocaleLowerCase
`);

/** Methods that change what they are called on. */
export const MUTATING_METHODS = words('push pop shift unshift splice sort reverse fill copyWithin set add delete clear append setTime setFullYear setMonth setDate setHours setMinutes setSeconds');

/** Methods that call the function they are given once for each item. */
export const ITERATING_METHODS = words('map filter forEach some every find findIndex findLast findLastIndex reduce reduceRight flatMap');

/** Only lists have these. */
export const LIST_METHODS = words('map filter forEach some every find findIndex findLast findLastIndex reduce reduceRight flatMap push pop shift unshift splice sort reverse join fill flat toSorted toReversed toSpliced');

/** Only texts have these. */
export const TEXT_METHODS = words('charAt charCodeAt codePointAt endsWith startsWith localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search split substring substr toLowerCase toUpperCase trim trimEnd trimStart');

/** Functions of the language that only compute, and give a value that nobody else holds. */
const PURE_FUNCTIONS = words(`
  Number String Boolean BigInt parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI structuredClone
  Number.isInteger Number.isFinite Number.isNaN Number.isSafeInteger Number.parseInt Number.parseFloat String.fromCharCode String.fromCodePoint String.raw
  Array.isArray Array.from Array.of JSON.parse JSON.stringify Object.keys Object.values Object.entries Object.fromEntries Object.hasOwn Object.is Object.getPrototypeOf Date.UTC Date.parse
`);

export const isPureFunctionName = (name: string): boolean => PURE_FUNCTIONS.has(name) || (/^Math\.\w+$/.test(name) && name !== 'Math.random');

const PURE_CONSTRUCTORS = words('Map Set WeakMap WeakSet Array Object RegExp Error TypeError RangeError SyntaxError URL URLSearchParams Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array');

/** `new Date()` without arguments reads the clock. */
export const isPureConstructor = (name: string, argumentCount: number): boolean => PURE_CONSTRUCTORS.has(name) || /^Intl\.\w+$/.test(name) || (name === 'Date' && argumentCount > 0);

/** Globals that may be named in a function that only computes. */
export const CONSTANT_GLOBALS = words('undefined NaN Infinity Math JSON Object Array Number String Boolean BigInt Symbol Map Set WeakMap WeakSet RegExp Error TypeError RangeError SyntaxError Date Intl URL parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI structuredClone Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array');
