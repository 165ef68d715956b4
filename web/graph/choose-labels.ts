/** The name of a file where it would be written beside its disc, in pixels of the canvas. */
export interface LabelPlace {
  readonly text: string;
  readonly left: number;
  readonly base: number;
  readonly width: number;
  /** What is told first where two names would cover each other: the higher rank, then the larger disc. */
  readonly rank: number;
  readonly size: number;
}

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export interface LabelGround {
  readonly lineHeight: number;
  /** Between a disc and its name. */
  readonly gap: number;
  readonly discs: readonly Disc[];
  readonly width: number;
  readonly height: number;
  /** At the bottom right, where buttons lie over the picture: no name is written there. */
  readonly corner?: { readonly width: number; readonly height: number };
}

/** Of a line of text, above and below its base. */
const [ASCENT, DESCENT] = [10, 3];

/** Right of the disc, left of it, below and above. */
function sidesOf<Label extends LabelPlace>(label: Label, { lineHeight, gap }: LabelGround): Label[] {
  const { left, base, width, size } = label;
  const middle = left - gap - size;
  const rise = size + gap / 2 + lineHeight / 2;
  return [label, { ...label, left: middle - size - gap - width }, { ...label, left: middle - width / 2, base: base + rise }, { ...label, left: middle - width / 2, base: base - rise }];
}

const isInside = ({ left, base, width }: LabelPlace, ground: LabelGround): boolean => left >= 0 && left + width <= ground.width && base - ASCENT >= 0 && base + DESCENT <= ground.height;

const isInCorner = ({ left, base, width }: LabelPlace, { corner, ...ground }: LabelGround): boolean => corner !== undefined && left + width > ground.width - corner.width && base + DESCENT > ground.height - corner.height;

/** A name on another side than the usual keeps more distance from other discs, or it would be read as theirs. */
function isFree({ left, base, width, size }: LabelPlace, { own, isUsual }: { own: LabelPlace; isUsual: boolean }, ground: LabelGround): boolean {
  const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  const isOwn = (disc: Disc) => disc.size === size && Math.abs(disc.x - (own.left - ground.gap - size)) < 0.5 && Math.abs(disc.y - own.base) < ground.lineHeight / 2;
  const distance = isUsual ? 0 : 2 * ground.gap;
  return !ground.discs.some((disc) => {
    const [right, down] = [disc.x - clamp(disc.x, left, left + width), disc.y - clamp(disc.y, base - ASCENT, base + DESCENT)];
    return right ** 2 + down ** 2 < (disc.size + distance) ** 2 && !isOwn(disc);
  });
}

/** Those names that can be written without covering one that matters more, the first first; each on the first side of its disc where it covers no other disc, if there is one. */
export function chooseLabels<Label extends LabelPlace>(labels: readonly Label[], ground: LabelGround): Label[] {
  const chosen: Label[] = [];
  const meets = (a: LabelPlace, b: LabelPlace) => a.left < b.left + b.width && b.left < a.left + a.width && Math.abs(a.base - b.base) < ground.lineHeight;
  const isOpen = (label: Label) => !chosen.some((other) => meets(label, other));
  for (const label of [...labels].sort((a, b) => b.rank - a.rank || b.size - a.size)) {
    const sides = sidesOf(label, ground).filter((side) => isInside(side, ground) && !isInCorner(side, ground) && isOpen(side));
    const place = sides.find((side) => isFree(side, { own: label, isUsual: side === label }, ground)) ?? sides[0] ?? label;
    if (isOpen(place) && !isInCorner(place, ground)) chosen.push(place);
  }
  return chosen;
}
