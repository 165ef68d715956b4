import { colorOfRisk } from '../runs/run-looks.ts';

export type Scheme = 'light' | 'dark';

/** The colours of a canvas, which reads no style sheet. */
export interface Inks {
  readonly background: string;
  readonly text: string;
  readonly label: string;
  /** For the largest communities; the others share one. */
  readonly communities: readonly string[];
  readonly others: string;
  readonly edge: string;
  readonly dimmed: string;
  readonly dimmedEdge: string;
  readonly cycle: string;
  readonly path: string;
  /** By the names of colorOfRisk, the worst with the most contrast. */
  readonly risks: Readonly<Record<string, string>>;
}

/**
 * Colours of communities and of severities were searched for the largest distance between any two of them that people with any of the
 * three kinds of colour blindness see, with a contrast of 3 to 1 to the ground; a test measures both.
 */
export const INKS: Record<Scheme, Inks> = {
  light: {
    background: '#ffffff', text: '#1a1d23', label: '#2b303a',
    communities: ['#007580', '#bf3f2b', '#8514f0', '#df7038', '#35329a', '#cc68ff', '#5a3756', '#8f1400'], others: '#8a93a3',
    edge: '#b3bccb', dimmed: '#dde1e8', dimmedEdge: '#eff1f4', cycle: '#1a1d23', path: '#3d4fbd',
    risks: { red: '#86101f', orange: '#bb5710', yellow: '#c8880e', teal: '#149995' },
  },
  dark: {
    background: '#191d24', text: '#f2f4f8', label: '#d9dee7',
    communities: ['#12ecb2', '#f27f00', '#b9b7ff', '#ffc118', '#b775ff', '#1bba8f', '#d10c13', '#a81ece'], others: '#6f7888',
    edge: '#566176', dimmed: '#333a45', dimmedEdge: '#21262e', cycle: '#f2f4f8', path: '#94a5f5',
    risks: { red: '#d8232a', orange: '#f48923', yellow: '#fed43e', teal: '#298c94' },
  },
};

export const inkOfCommunity = (inks: Inks, community: number): string => inks.communities[community] ?? inks.others;

/** The colour of a severity from 0 to 10; without one, that of the way. */
export const inkOfSeverity = (inks: Inks, severity: number | null): string => (severity === null ? inks.path : (inks.risks[colorOfRisk(severity)] ?? inks.path));
