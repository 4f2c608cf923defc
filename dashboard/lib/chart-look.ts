/** Colours and type of the figures, read from the tokens, so that both themes are one source. */
const TOKENS = {
  ink: '--ink-2',
  faint: '--ink-3',
  surface: '--surface',
  grid: '--chart-grid',
  edge: '--chart-band-edge',
  band: '--chart-band',
  bar: '--chart-bar',
  over: '--chart-over',
  line: '--chart-line',
  second: '--chart-second',
  off: '--off-mark',
  raised: '--raised',
  strong: '--ink',
} as const;

export type Look = { readonly [K in keyof typeof TOKENS]: string } & { readonly font: string };

export function lookNow(): Look {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]);
  // The edge: the keys are those of TOKENS.
  return {
    ...(Object.fromEntries(colours) as Record<keyof typeof TOKENS, string>),
    font: getComputedStyle(document.body).fontFamily,
  };
}

const HATCH_PX = 7;

/** The hatching of missing data. */
export function hatch(look: Look): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = HATCH_PX;
  tile.height = HATCH_PX;
  const pen = tile.getContext('2d');
  if (pen === null) return 'transparent';
  pen.strokeStyle = look.off;
  pen.globalAlpha = 0.55;
  pen.beginPath();
  pen.moveTo(-1, HATCH_PX + 1);
  pen.lineTo(HATCH_PX + 1, -1);
  pen.stroke();
  return pen.createPattern(tile, 'repeat') ?? 'transparent';
}

/** Hatching over the bins that were not read. */
export function gapBoxes(missing: readonly boolean[], look: Look) {
  return missing.flatMap((isMissing, at) =>
    isMissing
      ? [{ type: 'box' as const, xMin: at - 0.5, xMax: at + 0.5, backgroundColor: hatch(look), borderWidth: 0 }]
      : [],
  );
}

/** Options that all figures share: no animation, 14 px type, a quiet grid, a tooltip for the whole bin. */
export function commonOptions(look: Look, titleOf: (index: number) => string) {
  const font = { size: 14, family: look.font };
  return {
    animation: false as const,
    maintainAspectRatio: false,
    interaction: { mode: 'index' as const, intersect: false },
    layout: { padding: { top: 8 } },
    plugins: {
      legend: { display: false },
      tooltip: {
        backgroundColor: look.raised,
        titleColor: look.strong,
        bodyColor: look.ink,
        borderColor: look.edge,
        borderWidth: 1,
        titleFont: font,
        bodyFont: font,
        padding: 10,
        callbacks: { title: (items: readonly { dataIndex: number }[]) => titleOf(items[0]?.dataIndex ?? 0) },
      },
    },
    axes: {
      x: {
        grid: { display: false },
        border: { color: look.edge },
        ticks: { color: look.faint, font, maxRotation: 0, autoSkipPadding: 24 },
      },
      y: {
        beginAtZero: true,
        grid: { color: look.grid },
        border: { display: false },
        ticks: { color: look.faint, font, precision: 0, maxTicksLimit: 5 },
      },
    },
  };
}
