// Longest common subsequence by bit-parallel dynamic programming, for what is too different for Myers. Owns the algorithm only.

/** Bits of a word: two words and a carry still fit into a small integer. */
const BITS = 30;
const FULL = 2 ** BITS - 1;

/**
 * For each element of `a` its partner's index in `b` or -1: a longest common subsequence, the earliest elements of `b` first.
 * Numbers are from 0 to below `classes`. Time and memory are `a.length * b.length / 30` words, whatever the sequences hold.
 * Source: H. Hyyrö, Bit-Parallel LCS-length Computation Revisited, 2004; the rows are kept to trace the matches back.
 */
export function matchByBits(a: Int32Array, b: Int32Array, classes: number): Int32Array {
  const words = Math.ceil(b.length / BITS);
  const masks = new Int32Array(classes * words);
  for (let j = 0; j < b.length; j += 1) masks[b[j]! * words + Math.floor(j / BITS)]! |= 1 << (j % BITS);
  const rows = new Int32Array((a.length + 1) * words).fill(FULL, 0, words);
  for (let i = 0; i < a.length; i += 1) {
    const [mask, from] = [a[i]! * words, i * words];
    let carry = 0;
    for (let w = 0; w < words; w += 1) {
      const row = rows[from + w]!;
      const common = row & masks[mask + w]!;
      const sum = row + common + carry;
      carry = sum >>> BITS;
      rows[from + words + w] = (sum & FULL) | (row & ~common);
    }
  }
  return traceBack(rows, a.length, b.length);
}

/** A zero in row i at j: the longest subsequence of the first i elements grows with element j. */
function traceBack(rows: Int32Array, length: number, columns: number): Int32Array {
  const [matches, words] = [new Int32Array(length).fill(-1), Math.ceil(columns / BITS)];
  const isZero = (row: number, column: number): boolean => ((rows[row * words + Math.floor(column / BITS)]! >>> (column % BITS)) & 1) === 0;
  let [row, column] = [length, columns];
  while (row > 0 && column > 0) {
    if (!isZero(row, column - 1)) column -= 1;
    else if (isZero(row - 1, column - 1)) row -= 1;
    else {
      row -= 1;
      column -= 1;
      matches[row] = column;
    }
  }
  return matches;
}
