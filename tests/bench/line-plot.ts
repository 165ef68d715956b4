// Draws lines over a shared horizontal axis as SVG text. Knows nothing of what they mean.

export interface Line {
  readonly title: string;
  readonly unit: string;
  readonly color: string;
  readonly values: readonly number[];
}

const WIDTH = 860;
const PANEL = { width: 240, height: 180, left: 46, top: 44, gap: 34 };

const number = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(2))));

/** One panel for each line, side by side, both axes from zero. `at` are the places of the values on the horizontal axis. */
export function drawPanels(title: string, { at, axis, lines }: { at: readonly number[]; axis: string; lines: readonly Line[] }): string {
  const panels = lines.map((line, i) => panel(line, { at, axis, left: PANEL.left + i * (PANEL.width + PANEL.gap) }));
  const height = PANEL.top + PANEL.height + 48;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11" fill="#444" role="img" aria-label="${title}">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
<text x="${PANEL.left}" y="16" font-size="13">${title}</text>
${panels.join('\n')}
</svg>
`;
}

function panel({ title, unit, color, values }: Line, { at, axis, left }: { at: readonly number[]; axis: string; left: number }): string {
  const [most, widest] = [Math.max(...values) || 1, Math.max(...at)];
  const bottom = PANEL.top + PANEL.height;
  const points = values.map((value, i) => ({ x: left + ((at[i] ?? 0) / widest) * (PANEL.width - 20), y: bottom - (value / most) * (PANEL.height - 20), value }));
  const path = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const last = points.at(-1);
  return `<text x="${left}" y="${PANEL.top - 8}" fill="${color}">${title}, ${unit}</text>
<path d="M${left} ${PANEL.top}V${bottom}H${left + PANEL.width}" fill="none" stroke="#bbb"/>
${at.map((place) => `<text x="${(left + (place / widest) * (PANEL.width - 20)).toFixed(1)}" y="${bottom + 14}" text-anchor="middle">${place >= widest / 8 ? number(place) : ''}</text>`).join('')}
<text x="${left + PANEL.width / 2}" y="${bottom + 30}" text-anchor="middle">${axis}</text>
<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>
${points.map(({ x, y }) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3" fill="${color}"/>`).join('')}
<text x="${last?.x.toFixed(1)}" y="${((last?.y ?? 0) - 8).toFixed(1)}" text-anchor="middle">${number(last?.value ?? 0)}</text>`;
}
