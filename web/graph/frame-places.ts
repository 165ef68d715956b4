interface Point {
  readonly x: number;
  readonly y: number;
}

/** So close that about forty files are around the one that is looked at. */
const closestRatio = (files: number): number => Math.min(0.6, Math.max(0.05, Math.sqrt(40 / Math.max(1, files))));

/** Where the camera stands to show some points of a plane from 0 to 1 with room around them; the whole plane where there are none. `files` are in the plane. */
export function frameOf(points: readonly Point[], files: number): { x: number; y: number; ratio: number; angle: number } {
  if (points.length === 0) return { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
  const side = (of: (point: Point) => number) => {
    let [least, most] = [Infinity, -Infinity];
    for (const point of points) [least, most] = [Math.min(least, of(point)), Math.max(most, of(point))];
    return { middle: (least + most) / 2, length: most - least };
  };
  const [across, down] = [side(({ x }) => x), side(({ y }) => y)];
  return { x: across.middle, y: down.middle, ratio: Math.min(1.1, Math.max(closestRatio(files), 1.4 * Math.max(across.length, down.length))), angle: 0 };
}
