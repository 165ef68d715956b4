import { describe, expect, test } from 'vitest';
import { INKS, type Scheme } from '../../../web/graph/palette.ts';

// How people see who lack one kind of cone, on linear light: Machado, Oliveira, Fernandes 2009, severity 1.
const EYES = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

type Triple = readonly [number, number, number];

const times = (m: readonly number[], [a, b, c]: Triple): Triple => [0, 3, 6].map((row) => (m[row] ?? 0) * a + (m[row + 1] ?? 0) * b + (m[row + 2] ?? 0) * c) as unknown as Triple;
const linear = (hex: string): Triple => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as unknown as Triple;

/** Ottosson's OKLab, where equal distances look equal. */
function perceived(hex: string, eye: readonly number[]): Triple {
  const seen = times(eye, linear(hex)).map((c) => Math.min(1, Math.max(0, c))) as unknown as Triple;
  const cones = times([0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005], seen).map(Math.cbrt) as unknown as Triple;
  return times([0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662, -0.808675766], cones);
}

const light = (hex: string): number => linear(hex).reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at]!, 0);
const contrast = (a: string, b: string): number => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
const closest = (colors: readonly string[], eye: readonly number[]): number =>
  Math.min(...colors.flatMap((a, at) => colors.slice(0, at).map((b) => Math.hypot(...perceived(a, eye).map((c, axis) => c - perceived(b, eye)[axis]!)))));

describe.each(['light', 'dark'] as Scheme[])('the colours of the %s scheme', (scheme) => {
  const inks = INKS[scheme];
  const communities = [...inks.communities, inks.others];

  test('stand out from the ground', () => {
    for (const color of [...communities, ...Object.values(inks.risks), inks.path, inks.cycle, inks.label]) expect(contrast(color, inks.background), color).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(EYES))('of communities are told apart with %s cones', (_, eye) => {
    // Seen apart at once; Okabe and Ito's colours with this grey come to 0.02.
    expect(closest(communities, eye)).toBeGreaterThan(0.1);
  });

  test.each(Object.entries(EYES))('of severities are told apart with %s cones', (_, eye) => {
    expect(closest([...Object.values(inks.risks), inks.path], eye)).toBeGreaterThan(0.1);
  });

  test('let what is dimmed step back', () => {
    expect(contrast(inks.dimmed, inks.background)).toBeLessThan(2);
    expect(contrast(inks.dimmedEdge, inks.background)).toBeLessThan(contrast(inks.edge, inks.background));
  });
});
