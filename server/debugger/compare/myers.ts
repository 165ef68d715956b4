// Shortest edit script of two sequences of numbers by furthest reaching paths. Owns the algorithm only.

/**
 * For each element of `a` its partner's index in `b` or -1: a longest common subsequence; null where more than `cap` elements would have to
 * be removed and inserted. Negative numbers equal nothing. Time O((N + M) D), memory D²/2 integers.
 * Source: E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986.
 */
export function matchByMyers(a: Int32Array, b: Int32Array, cap: number): Int32Array | null {
  const [n, m] = [a.length, b.length];
  const limit = Math.min(cap, n + m);
  // How far each diagonal k = -d, -d + 2 ... d is reached after round d: from d(d + 1)/2 on. Round 0 may start at x = 0 only.
  let reached = new Int32Array(1024);
  for (let d = 0; d <= limit; d += 1) {
    const [row, last] = [(d * (d + 1)) / 2, (d * (d - 1)) / 2];
    if (row + d + 1 > reached.length) {
      const longer = new Int32Array(reached.length * 4);
      longer.set(reached);
      reached = longer;
    }
    for (let at = 0; at <= d; at += 1) {
      // From the diagonal below by a step right, or from the one above by a step down.
      const [right, down] = [at > 0 ? reached[last + at - 1]! + 1 : -1, at < d ? reached[last + at]! : -1];
      let x = d === 0 ? 0 : right > down ? right : down;
      let y = x + d - 2 * at;
      while (x < n && y < m && a[x] === b[y] && a[x]! >= 0) {
        x += 1;
        y += 1;
      }
      reached[row + at] = x;
      if (x >= n && y >= m) {
        return traceBack(reached, { rounds: d, end: at, length: n });
      }
    }
  }
  return null;
}

function traceBack(reached: Int32Array, { rounds, end, length }: { rounds: number; end: number; length: number }): Int32Array {
  const matches = new Int32Array(length).fill(-1);
  let at = end;
  for (let d = rounds; d >= 0; d -= 1) {
    const [row, last] = [(d * (d + 1)) / 2, (d * (d - 1)) / 2];
    const [right, down] = [at > 0 ? reached[last + at - 1]! + 1 : -1, at < d ? reached[last + at]! : -1];
    const start = d === 0 ? 0 : Math.max(right, down);
    for (let x = reached[row + at]! - 1; x >= start; x -= 1) matches[x] = x + d - 2 * at;
    if (right > down) at -= 1;
  }
  return matches;
}
