// Draws the table behind each [data-chart] as a chart. The table stays: it is the chart for who does not see it.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer]);

const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

export function draw(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-chart]")) {
    const table = document.getElementById(box.dataset.table ?? "") as HTMLTableElement | null;
    if (!table) continue;
    box.hidden = false;
    const chart = init(box, null, { renderer: "canvas" });
    const paint = () => chart.setOption(optionOf(box, table), true);
    paint();
    new ResizeObserver(() => chart.resize()).observe(box);
    dark.addEventListener("change", paint);
  }
}

function optionOf(box: HTMLElement, table: HTMLTableElement): EChartsCoreOption {
  const style = getComputedStyle(document.documentElement);
  const text = style.getPropertyValue("--pico-color").trim();
  const faint = style.getPropertyValue("--line").trim();
  const accent = style.getPropertyValue("--accent").trim();
  const rows = [...table.tBodies[0]!.rows];
  const names = rows.map((row) => row.cells[Number(box.dataset.name ?? 0)]!.textContent!.trim());
  const values = rows.map((row) => {
    const value = row.cells[Number(box.dataset.column ?? 1)]!.dataset.value;
    return value ? Number(value) : null;
  });
  const type = box.dataset.chart === "line" ? "line" : "bar";
  const category = { type: "category", data: names, axisLabel: { color: text }, axisLine: { lineStyle: { color: faint } } };
  const value = {
    type: "value", scale: type === "line", axisLabel: { color: text }, splitLine: { lineStyle: { color: faint } },
  };
  const sideways = box.dataset.chart === "bars";
  return {
    animation: !still.matches,
    textStyle: { fontFamily: style.fontFamily },
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: sideways ? value : category,
    yAxis: sideways ? { ...category, inverse: true } : value,
    series: [{ type, data: values, itemStyle: { color: accent, borderRadius: 3 }, lineStyle: { color: accent, width: 2.5 }, barMaxWidth: 28 }],
  };
}
