import { compile, type TopLevelSpec } from "vega-lite";
import { parse, View } from "vega";
import { CONTENDERS, OPERATIONS } from "../contenders";
import type { Results } from "../run";
import { spreadOf } from "../stats";
import { sizes, times } from "./samples";

const TITLES = {
  up: "up: create and publish",
  preview: "preview, nothing changed",
  edit: "up: one bot edited",
  refresh: "refresh",
  destroy: "destroy",
} as const;

/** Seconds over the number of pairs, a picture for each operation; an SVG. */
export async function chart(results: Results): Promise<string> {
  const values = OPERATIONS.flatMap((operation) =>
    CONTENDERS.filter(({ operations }) => operations.includes(operation)).flatMap(({ id, label }) =>
      sizes(results).map((bots) => {
        const { median, min, max } = spreadOf(times(results, id, operation, bots).map((ms) => ms / 1000));
        return { operation: TITLES[operation], contender: label, bots, seconds: median, min, max };
      }),
    ),
  );
  const { spec } = compile(specOf(values));
  const svg = await new View(parse(spec), { renderer: "none" }).toSVG();
  return `${svg}\n`;
}

const TICKS = [1, 10, 100, 500];

function specOf(values: object[]): TopLevelSpec {
  const seconds = { type: "quantitative", scale: { type: "log" }, title: "seconds", axis: { format: "~g" } } as const;
  const color = {
    field: "contender",
    type: "nominal",
    title: null,
    scale: {
      domain: CONTENDERS.map(({ label }) => label),
      range: ["#0b6bcb", "#8a8f98", "#d1495b", "#7b5ea7", "#edae49", "#3c8d5a"],
    },
    legend: { orient: "bottom", columns: 4, labelLimit: 300 },
  } as const;
  const x = {
    field: "bots",
    type: "quantitative",
    scale: { type: "log" },
    title: "pairs of bot and publication",
    axis: { values: TICKS, format: "d" },
  } as const;
  return {
    background: "white",
    data: { values },
    facet: { field: "operation", type: "nominal", title: null, sort: Object.values(TITLES) },
    columns: 3,
    spec: {
      width: 220,
      height: 180,
      layer: [
        { mark: "rule", encoding: { x, color, y: { ...seconds, field: "min" }, y2: { field: "max" } } },
        { mark: { type: "line", point: true }, encoding: { x, color, y: { ...seconds, field: "seconds" } } },
      ],
    },
  };
}
