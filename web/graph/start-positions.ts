import type { ProjectView } from './project-view.ts';

export interface Positions {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Where the files start: each community is a disc of evenly spread files, and the discs lie on a spiral, the largest in the middle. The same for the same project. */
export function startPositions({ files, communities }: Pick<ProjectView, 'files' | 'communities'>): Positions {
  const x = new Float32Array(files.length);
  const y = new Float32Array(files.length);
  let area = 0;
  communities.forEach((community, number) => {
    const radius = 10 * Math.sqrt(community.files.length);
    const distance = number === 0 ? 0 : 1.5 * (Math.sqrt(area) + radius / 2);
    area += radius * radius;
    const [centreX, centreY] = [distance * Math.cos(number * GOLDEN_ANGLE), distance * Math.sin(number * GOLDEN_ANGLE)];
    community.files.forEach((place, at) => {
      const reach = 10 * Math.sqrt(at + 0.5);
      x[place] = centreX + reach * Math.cos(at * GOLDEN_ANGLE);
      y[place] = centreY + reach * Math.sin(at * GOLDEN_ANGLE);
    });
  });
  return { x, y };
}
