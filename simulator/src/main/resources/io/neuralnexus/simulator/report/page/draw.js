"use strict";

// How each kind of drawing looks: from its data, the width there is, and the colours of the theme.
// A function gives the height and the option of ECharts.
const draw = (() => {
  const font = '"Source Sans 3", system-ui, sans-serif';
  const narrow = (width) => width < 520;
  const ruler = document.createElement("canvas").getContext("2d");

  const widthOf = (text, size = 14, weight = 400) => {
    ruler.font = `${weight} ${size}px ${font}`;
    return ruler.measureText(text).width;
  };

  const widest = (texts, size, weight) =>
    Math.max(0, ...texts.map((text) => widthOf(text, size, weight)));

  /** Three figures that mean something, as the text of the page has them. */
  const say = (value, unit = "") => {
    if (value === null || !Number.isFinite(value)) return "–";
    const size = Math.abs(value);
    const digits = size >= 100 || Number.isInteger(size) ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
    const text = size.toLocaleString("en-US", { maximumFractionDigits: digits });
    return (value < 0 && text !== "0" ? "−" : "") + text + (unit && "\u00a0" + unit);
  };

  /** For the labels of an axis, which are round. */
  const short = (value) => {
    const size = Math.abs(value);
    const text =
      size >= 1e6
        ? (size / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 }) + " M"
        : size.toLocaleString("en-US", { maximumSignificantDigits: 6 });
    return (value < 0 ? "−" : "") + text;
  };

  const tip = (title, rows) => {
    const box = document.createElement("div");
    box.className = "tip";
    const head = document.createElement("b");
    head.textContent = title;
    box.append(head);
    for (const [name, value] of rows) {
      const row = document.createElement("span");
      for (const text of [name, value]) {
        const part = document.createElement("i");
        part.style.fontStyle = "normal";
        part.textContent = text;
        row.append(part);
      }
      box.append(row);
    }
    return box;
  };

  const tooltip = (colours, more) => ({
    confine: true,
    backgroundColor: colours.raised,
    borderColor: colours.rule,
    padding: [8, 12],
    textStyle: { color: colours.ink },
    transitionDuration: 0,
    ...more,
  });

  const title = (axis, unit) => (unit ? `${axis}, ${unit}` : axis);

  const named = (colours, more = {}) => ({ color: colours.soft, fontFamily: font, fontSize: 13.5, ...more });

  const labelled = (colours, more = {}) => ({ color: colours.soft, fontFamily: font, fontSize: 13, hideOverlap: true, ...more });

  const valueAxis = (colours, name, more = {}) => ({
    type: "value",
    name,
    nameLocation: "middle",
    nameGap: 28,
    nameTextStyle: named(colours),
    axisLabel: labelled(colours, { formatter: short }),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colours.grid } },
    ...more,
  });

  /** A horizontal axis that is drawn, without lines across the chart. */
  const ground = (colours, name, span, more = {}) =>
    valueAxis(colours, name, {
      min: span.min,
      max: span.max,
      interval: span.step,
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: colours.soft } },
      ...more,
    });

  /** The name of a vertical axis stands above it, where it is read without turning the head. */
  const headed = (colours, left, more = {}) => named(colours, { align: "left", padding: [0, 0, 0, 8 - left], ...more });

  const upright = (colours, name, left, span, more = {}) =>
    valueAxis(colours, name, {
      min: span.min,
      max: span.max,
      interval: span.step,
      nameLocation: "end",
      nameGap: 14,
      nameTextStyle: headed(colours, left),
      axisLine: { show: false, onZero: false },
      ...more,
    });

  const rows = (colours, names, left) => ({
    type: "category",
    data: names,
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      show: left > 0,
      color: colours.ink,
      fontFamily: font,
      fontSize: 14.5,
      margin: 12,
      width: left,
      overflow: "truncate",
    },
  });

  const label = (text, x, y, fill, more = {}) => ({
    type: "text",
    x,
    y,
    style: { text, fill, font: `400 13.5px ${font}`, ...more },
    silent: true,
  });

  const line = (x1, y1, x2, y2, stroke, more = {}) => ({
    type: "line",
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth: 1, ...more },
    silent: true,
  });

  /** What a figure is held to. */
  const boundary = (area, y, colours) =>
    line(area.x, y, area.x + area.width, y, colours.attack, { lineWidth: 1.4, lineDash: [5, 4] });

  const grid = (more) => ({ left: 8, right: 8, top: 8, bottom: 48, outerBoundsMode: "none", ...more });

  const base = (option) => ({ animation: false, textStyle: { fontFamily: font }, ...option });

  /** Room for the labels of a vertical axis. */
  const room = (low, high) => 14 + widest([short(low), short(high), short((low + high) / 2)], 13);

  /** Round steps between two values, both inside. */
  const nice = (low, high, wanted = 5) => {
    if (!(high > low)) {
      const half = Math.abs(high) / 10 || 1;
      return nice(low - half, high + half, wanted);
    }
    const rough = (high - low) / wanted;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999);
    return { min: Math.floor(low / step + 1e-9) * step, max: Math.ceil(high / step - 1e-9) * step, step };
  };

  const ridges = (data, width, colours) => {
    const all = data.ridges;
    const slim = narrow(width);
    const left = slim ? 0 : Math.min(190, widest(all.map((each) => each.name), 14.5) + 6);
    const ends = all.flatMap((each) => [each.p05, each.p95, ...each.shape.map(([value]) => value), 0]);
    const low = Math.min(...ends);
    const high = Math.max(...ends);
    // Where groups differ by orders of magnitude a straight scale would show one of them only.
    const inner = Math.min(...all.map((each) => Math.max(Math.abs(each.p05), Math.abs(each.p95)) || Infinity));
    const bent = Math.max(-low, high) > 60 * inner;
    const put = bent ? (value) => Math.asinh(value / inner) : (value) => value;
    const ticks = [];
    if (bent) {
      for (let tick = 10 ** Math.ceil(Math.log10(inner)); tick <= Math.max(-low, high); tick *= 10) {
        if (tick <= high) ticks.push(put(tick));
        if (-tick >= low) ticks.unshift(put(-tick));
      }
      ticks.push(0);
      ticks.sort((a, b) => a - b);
    }
    const span = bent ? { min: put(low), max: put(high) } : nice(low, high, slim ? 4 : 7);
    const row = slim ? 82 : 70;
    const gutter = 74;
    // Half of a label stands out at either end of an axis.
    const edge = Math.max(4, widest((bent ? [low, high] : [span.min, span.max]).map(short), 13) / 2);
    return {
      height: all.length * row + 60,
      option: base({
        grid: grid({ left: left ? left + 14 : edge, right: slim ? edge : gutter, top: 6, bottom: 50 }),
        tooltip: tooltip(colours, {
          formatter: ({ dataIndex }) => {
            const each = all[dataIndex];
            return tip(
              each.name,
              [["95th percentile", each.p95], ["75th", each.p75], ["median", each.median], ["25th", each.p25], ["5th", each.p05], ["mean", each.mean]]
                .map(([name, value]) => [name, say(value, data.unit)]),
            );
          },
        }),
        xAxis: valueAxis(colours, title(data.axis, data.unit) + (bent ? ", finer near 0" : ""), {
          min: span.min,
          max: span.max,
          interval: span.step,
          ...(bent && {
            axisLabel: labelled(colours, {
              customValues: ticks,
              formatter: (value) => short(Math.round(Math.sinh(value) * inner * 1e6) / 1e6),
            }),
            splitLine: { show: false },
          }),
        }),
        yAxis: rows(colours, all.map((each) => each.name), left),
        series: [
          {
            type: "custom",
            name: data.axis,
            encode: { x: [1, 2, 3], y: 0 },
            data: all.map((each, index) => [index, put(each.p05), put(each.median), put(each.p95)]),
            renderItem: (params, api) => {
              const each = all[params.dataIndex];
              const colour = each.attack ? colours.attack : colours.honest;
              const at = (value) => api.coord([put(value), params.dataIndex])[0];
              const middle = api.coord([0, params.dataIndex])[1];
              const foot = middle + row * (slim ? 0.3 : 0.24);
              const tall = row * (slim ? 0.5 : 0.62);
              const area = params.coordSys;
              const parts = [
                line(at(0), middle - row / 2 - 1, at(0), middle + row / 2 + 1, colours.soft),
                {
                  type: "rect",
                  shape: { x: area.x, y: middle - row / 2, width: area.width, height: row },
                  style: { fill: "transparent" },
                },
              ];
              if (each.shape.length) {
                const outline = each.shape.map(([value, density]) => [at(value), foot - density * tall]);
                parts.push({
                  type: "polygon",
                  shape: { points: [[outline[0][0], foot], ...outline, [outline.at(-1)[0], foot]] },
                  style: { fill: colour, opacity: 0.26 },
                  silent: true,
                });
                parts.push({
                  type: "polyline",
                  shape: { points: outline },
                  style: { stroke: colour, lineWidth: 1.4, fill: "none" },
                  silent: true,
                });
              }
              const below = foot + 7;
              parts.push(line(at(each.p05), below, at(each.p95), below, colour, { lineWidth: 1.5 }));
              parts.push(line(at(each.p25), below, at(each.p75), below, colour, { lineWidth: 5 }));
              parts.push({
                type: "circle",
                shape: { cx: at(each.median), cy: below, r: 4.5 },
                style: { fill: colours.paper, stroke: colour, lineWidth: 2.5 },
                silent: true,
              });
              const median = (each.median > 0 ? "+" : "") + say(each.median);
              if (slim) {
                parts.push(label(each.name, area.x, middle - row / 2 + 3, colours.ink, { font: `500 14px ${font}` }));
                parts.push(label(median, area.x + area.width, middle - row / 2 + 3, colour, { align: "right", font: `600 14px ${font}` }));
              } else {
                parts.push(label(median, area.x + area.width + 14, below, colour, { verticalAlign: "middle", font: `600 14.5px ${font}` }));
              }
              return { type: "group", children: parts };
            },
          },
        ],
      }),
    };
  };

  const histogram = (data, width, colours) => {
    const { bins } = data;
    const most = Math.max(...bins.map((bin) => bin.count));
    const ends = [bins[0].from, bins.at(-1).to, ...(data.split ? [0] : [])];
    const across = nice(Math.min(...ends), Math.max(...ends), narrow(width) ? 4 : 8);
    const lines = data.marks.length;
    const sides = room(0, most);
    const span = { ...nice(0, most, 4) };
    if (span.step < 1) Object.assign(span, { step: 1, max: Math.max(1, most) });
    return {
      height: narrow(width) ? 270 : 290,
      option: base({
        grid: grid({ left: sides, right: 14, top: 34 + 18 * lines }),
        tooltip: tooltip(colours, {
          formatter: ({ dataIndex }) => {
            const bin = bins[dataIndex];
            return tip(`${say(bin.from)} to ${say(bin.to, data.unit)}`, [[data.counted, say(bin.count)]]);
          },
        }),
        xAxis: ground(colours, title(data.axis, data.unit), across),
        yAxis: upright(colours, data.counted.charAt(0).toUpperCase() + data.counted.slice(1), sides, span, { nameGap: 16 + 18 * lines }),
        series: [
          {
            type: "custom",
            name: data.counted,
            encode: { x: [0, 1], y: 2 },
            data: bins.map((bin) => [bin.from, bin.to, bin.count]),
            renderItem: (params, api) => {
              const bin = bins[params.dataIndex];
              const [x1, top] = api.coord([bin.from, bin.count]);
              const [x2, foot] = api.coord([bin.to, 0]);
              const gains = data.split && bin.from >= -1e-9 * Math.abs(bin.to);
              return {
                type: "rect",
                shape: { x: x1 + 0.75, y: top, width: Math.max(1, x2 - x1 - 1.5), height: foot - top },
                style: { fill: gains ? colours.attack : colours.honest, opacity: 0.82 },
              };
            },
          },
          {
            type: "custom",
            name: "marks",
            silent: true,
            encode: { x: 0, y: 1 },
            data: [...data.marks.map((mark) => [mark.at, 0]), ...(data.split ? [[0, 0]] : [])],
            renderItem: (params, api) => {
              const area = params.coordSys;
              const [x, foot] = api.coord([api.value(0), 0]);
              if (params.dataIndex === lines) {
                return line(x, area.y - 4, x, foot, colours.ink, { lineWidth: 1.25 });
              }
              const mark = data.marks[params.dataIndex];
              const y = area.y - 18 * (lines - params.dataIndex) - 2;
              const text = `${mark.name} ${say(mark.at, data.unit)}`;
              const right = x + widthOf(text, 13.5) + 8 > area.x + area.width;
              return {
                type: "group",
                children: [
                  line(x, y + 2, x, foot, colours.ink, { lineDash: [3, 3] }),
                  label(text, right ? x - 6 : x + 6, y, colours.ink, { align: right ? "right" : "left" }),
                ],
              };
            },
          },
        ],
      }),
    };
  };

  const band = (data, width, colours) => {
    const { blocks } = data;
    const low = Math.min(...data.low);
    const high = Math.max(...data.high);
    const close = low > 0 && low > 0.5 * high;
    const span = nice(close ? low : Math.min(0, low), close ? high : Math.max(0, high), 4);
    const sides = room(span.min, span.max);
    // Names of neighbours stand at different heights.
    const names = 18 * Math.min(2, data.marks.length);
    return {
      height: narrow(width) ? 240 : 260,
      option: base({
        grid: grid({ left: sides, right: 16, top: 36 + names }),
        tooltip: tooltip(colours, {
          trigger: "axis",
          axisPointer: { lineStyle: { color: colours.soft, type: "solid" } },
          formatter: (all) => {
            const index = all[0].dataIndex;
            return tip(`Block ${short(blocks[index])}`, [
              ["90th percentile", say(data.high[index], data.unit)],
              ["median", say(data.median[index], data.unit)],
              ["10th percentile", say(data.low[index], data.unit)],
            ]);
          },
        }),
        xAxis: ground(colours, "Burn blocks since the beginning", { min: blocks[0], max: blocks.at(-1) }, { splitNumber: narrow(width) ? 4 : 6 }),
        yAxis: upright(colours, title(data.axis, data.unit), sides, span, { nameGap: 14 + names }),
        series: [
          {
            type: "custom",
            name: "band",
            silent: true,
            tooltip: { show: false },
            data: [[blocks[0], data.median[0]]],
            renderItem: (params, api) => ({
              type: "polygon",
              shape: {
                points: [
                  ...blocks.map((block, index) => api.coord([block, data.high[index]])),
                  ...blocks.map((block, index) => api.coord([block, data.low[index]])).reverse(),
                ],
              },
              style: { fill: colours.honest, opacity: 0.2 },
            }),
          },
          {
            type: "line",
            name: data.axis,
            data: blocks.map((block, index) => [block, data.median[index]]),
            showSymbol: blocks.length === 1,
            lineStyle: { color: colours.honest, width: 2 },
            itemStyle: { color: colours.honest },
            markLine: {
              silent: true,
              symbol: "none",
              data: data.marks.map((mark, index) => ({ xAxis: mark.at, name: mark.name, label: { distance: 4 + 18 * (index % 2) } })),
              lineStyle: { color: colours.attack, type: [4, 3], width: 1.2 },
              label: {
                formatter: "{b}",
                position: "end",
                color: colours.attack,
                fontFamily: font,
                fontSize: 13,
              },
            },
          },
        ],
      }),
    };
  };

  const streams = (data, width, colours) => {
    const slim = narrow(width);
    const nodes = new Map();
    const links = new Map();
    const node = (layer, name) => {
      const key = `${layer} ${name}`;
      const kept = nodes.get(key) ?? { name: key, depth: layer, label: name, value: 0 };
      nodes.set(key, kept);
      return kept;
    };
    const link = (source, target, value, colour) => {
      const key = `${source.name}>${target.name}`;
      const kept = links.get(key) ?? { source: source.name, target: target.name, value: 0, lineStyle: { color: colour } };
      kept.value += value;
      links.set(key, kept);
    };
    for (const { payer, reason, payee, amount } of data.streams) {
      const from = node(0, payer);
      const why = node(1, reason);
      const to = node(2, payee);
      from.value += amount;
      why.value += amount;
      to.value += amount;
      link(from, why, amount, colours.of(payer));
      link(why, to, amount, colours.of(payee));
    }
    const all = [...nodes.values()];
    const tallest = Math.max(...[0, 1, 2].map((layer) => all.filter((each) => each.depth === layer).length));
    const text = (each) => (slim ? each.label : `${each.label}  ${say(each.value)}`);
    const right = Math.min(slim ? 92 : 230, widest(all.filter((each) => each.depth === 2).map(text), 13.5) + 12);
    return {
      height: Math.max(260, Math.min(620, tallest * (slim ? 58 : 52) + 60)),
      option: base({
        tooltip: tooltip(colours, {
          formatter: ({ dataType, data: item }) =>
            dataType === "node"
              ? tip(nodes.get(item.name).label, [[["pays", "paid", "gets"][item.depth], say(nodes.get(item.name).value, data.unit)]])
              : tip(`${nodes.get(item.source).label} → ${nodes.get(item.target).label}`, [["", say(item.value, data.unit)]]),
        }),
        series: [
          {
            type: "sankey",
            name: "streams",
            left: 2,
            right,
            top: 26,
            bottom: 10,
            nodeWidth: 10,
            nodeGap: slim ? 22 : 20,
            layoutIterations: 48,
            draggable: false,
            emphasis: { focus: "adjacency" },
            data: all.map((each) => ({
              name: each.name,
              depth: each.depth,
              itemStyle: { color: each.depth === 1 ? colours.soft : colours.of(each.label) },
              label: {
                formatter: text(each),
                width: each.depth === 2 ? right - 6 : width * 0.3,
                overflow: "break",
                position: "right",
              },
            })),
            links: [...links.values()],
            lineStyle: { opacity: 0.32, curveness: 0.5 },
            label: { color: colours.ink, fontFamily: font, fontSize: slim ? 13 : 14, textBorderColor: colours.paper, textBorderWidth: 3 },
          },
        ],
      }),
    };
  };

  const parts = (data, width, colours) => {
    const slim = narrow(width);
    const totals = data.bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.amount, 0));
    const left = slim ? 0 : widest(data.bars.map((bar) => bar.name), 14.5) + 6;
    const row = slim ? 92 : 78;
    const flat = data.bars.flatMap((bar, index) => {
      let from = 0;
      return bar.parts.map((part, place) => {
        const item = { ...part, row: index, from, to: from + part.amount, last: place === bar.parts.length - 1 };
        from = item.to;
        return item;
      });
    });
    const taken = [];
    return {
      height: data.bars.length * row + 58,
      option: base({
        grid: grid({ left: left ? left + 14 : 6, right: 20, top: 4, bottom: 50 }),
        tooltip: tooltip(colours, {
          formatter: ({ dataIndex }) => {
            const each = flat[dataIndex];
            return tip(`${data.bars[each.row].name} ${each.name}`, [
              ["per run", say(each.amount, data.unit)],
              ["share", say((100 * each.amount) / totals[each.row], "%")],
            ]);
          },
        }),
        xAxis: valueAxis(colours, title(data.axis, data.unit), { min: 0, splitNumber: slim ? 4 : 6 }),
        yAxis: rows(colours, data.bars.map((bar) => bar.name), left),
        series: [
          {
            type: "custom",
            name: data.axis,
            encode: { x: [1, 2], y: 0 },
            data: flat.map((each) => [each.row, each.from, each.to]),
            renderItem: (params, api) => {
              const each = flat[params.dataIndex];
              if (params.dataIndex === 0) taken.length = 0;
              const [x1, middle] = api.coord([each.from, each.row]);
              const x2 = api.coord([each.to, each.row])[0];
              const top = middle - (slim ? 14 : 22);
              const text = `${each.name} ${say(each.amount)}`;
              const long = widthOf(text, 13.5);
              const end = params.coordSys.x + params.coordSys.width;
              const x = Math.max(params.coordSys.x, Math.min(x1 + 1, end - long));
              const clear = (taken[each.row] ?? -1) < x;
              const children = [
                { type: "rect", shape: { x: x1 + 1, y: top, width: Math.max(1, x2 - x1 - 2), height: 30 }, style: { fill: colours.of(each.name) } },
              ];
              if (slim && each.from === 0) {
                children.push(label(data.bars[each.row].name, params.coordSys.x, top - 22, colours.ink, { font: `500 14px ${font}` }));
              }
              if (clear) {
                children.push(label(text, x, top + 36, colours.ink));
                taken[each.row] = x + long + 10;
              }
              return { type: "group", children };
            },
          },
        ],
      }),
    };
  };

  const lorenz = (data, width, colours) => {
    const hues = [colours.sixth, colours.honest];
    const left = 40;
    const percent = { min: 0, max: 100, step: 25 };
    return {
      height: Math.max(280, Math.min(380, width)),
      option: base({
        grid: grid({ left, right: 16, top: 36 }),
        tooltip: tooltip(colours, {
          trigger: "axis",
          axisPointer: { lineStyle: { color: colours.soft, type: "solid" } },
          formatter: (all) =>
            tip(
              `The poorest ${say(all[0].value[0], "%")}`,
              data.lines.map((each) => [each.name, say(each.points[all[0].dataIndex][1], "%")]),
            ),
        }),
        xAxis: ground(colours, "Agents, poorest first, %", percent),
        yAxis: upright(colours, "Share of all wealth, %", left, percent),
        series: [
          {
            type: "line",
            name: "even",
            data: [[0, 0], [100, 100]],
            showSymbol: false,
            silent: true,
            tooltip: { show: false },
            lineStyle: { color: colours.rule, width: 1.5 },
          },
          ...data.lines.map((each, index) => ({
            type: "line",
            name: each.name,
            data: each.points,
            showSymbol: false,
            lineStyle: { color: hues[index], width: 2, type: index === 0 ? [5, 4] : "solid" },
            itemStyle: { color: hues[index] },
          })),
          {
            type: "custom",
            name: "names",
            silent: true,
            tooltip: { show: false },
            data: data.lines.map((each, index) => each.points[index === 0 ? 20 : 34]),
            renderItem: (params, api) => {
              const [x, y] = api.coord([api.value(0), api.value(1)]);
              const above = params.dataIndex === 0;
              return label(data.lines[params.dataIndex].name, above ? x - 8 : x + 8, above ? y - 18 : y + 4, hues[params.dataIndex], {
                align: above ? "right" : "left",
                font: `600 13.5px ${font}`,
              });
            },
          },
        ],
      }),
    };
  };

  const bars = (data, width, colours) => {
    const all = data.bars;
    const slim = narrow(width);
    const left = slim ? 0 : Math.min(240, widest(all.map((each) => each.name), 14.5) + 6);
    const low = Math.min(0, ...all.map((each) => Math.min(each.low, each.value)));
    const high = Math.max(0, ...all.map((each) => Math.max(each.high, each.value)));
    const span = nice(low, high, slim ? 4 : 5);
    const row = slim ? 54 : 38;
    return {
      height: all.length * row + 62,
      option: base({
        grid: grid({ left: left ? left + 14 : Math.max(4, widthOf(short(span.min), 13) / 2), right: 62, top: 6, bottom: 50 }),
        tooltip: tooltip(colours, {
          formatter: ({ dataIndex }) => {
            const each = all[dataIndex];
            return tip(each.name, [["", say(each.value, data.unit)], ["from", say(each.low, data.unit)], ["to", say(each.high, data.unit)]]);
          },
        }),
        xAxis: valueAxis(colours, title(data.axis, data.unit), { min: span.min, max: span.max, interval: span.step }),
        yAxis: rows(colours, all.map((each) => each.name), left),
        series: [
          {
            type: "custom",
            name: data.axis,
            encode: { x: [1, 2, 3], y: 0 },
            data: all.map((each, index) => [index, each.value, each.low, each.high]),
            renderItem: (params, api) => {
              const each = all[params.dataIndex];
              const at = (value) => api.coord([value, params.dataIndex])[0];
              const middle = api.coord([0, params.dataIndex])[1] + (slim ? 8 : 0);
              const area = params.coordSys;
              const children = [
                {
                  type: "rect",
                  shape: { x: Math.min(at(0), at(each.value)), y: middle - 8, width: Math.max(1, Math.abs(at(each.value) - at(0))), height: 16 },
                  style: { fill: colours.honest, opacity: 0.82 },
                },
                line(at(each.low), middle, at(each.high), middle, colours.ink, { lineWidth: 1.5 }),
                line(at(each.low), middle - 4, at(each.low), middle + 4, colours.ink, { lineWidth: 1.5 }),
                line(at(each.high), middle - 4, at(each.high), middle + 4, colours.ink, { lineWidth: 1.5 }),
                label(say(each.value), area.x + area.width + 8, middle, colours.ink, { verticalAlign: "middle" }),
              ];
              if (slim) children.push(label(each.name, area.x, middle - 26, colours.ink));
              return { type: "group", children };
            },
          },
        ],
      }),
    };
  };

  const curve = (data, width, colours) => {
    const { places } = data;
    const put = data.log ? Math.log10 : (value) => value;
    const ends = places.flatMap((each) => [each.value, each.low, each.high]).filter((each) => each !== null);
    if (data.bound !== null) ends.push(data.bound);
    // Intervals without an end reach to the edge and do not stretch the scale.
    const span = nice(Math.min(...ends), Math.max(...ends), 5);
    const sides = room(span.min, span.max);
    const ats = places.map((each) => put(each.at));
    const pad = (Math.max(...ats) - Math.min(...ats)) * 0.03;
    const ticks = data.log ? places.map((each) => each.at) : null;
    return {
      height: narrow(width) ? 280 : 330,
      option: base({
        grid: grid({ left: sides, right: 20, top: 36 }),
        tooltip: tooltip(colours, {
          trigger: "item",
          formatter: ({ dataIndex }) => {
            const each = places[dataIndex];
            return tip(`${data.axisX} ${say(each.at)}`, [
              ["up to", each.high === null ? "unknown" : say(each.high, data.unit)],
              ["estimate", say(each.value, data.unit)],
              ["from", each.low === null ? "unknown" : say(each.low, data.unit)],
            ]);
          },
        }),
        xAxis: ground(
          colours,
          data.axisX + (data.log ? ", equal steps are equal factors" : ""),
          { min: Math.min(...ats) - pad, max: Math.max(...ats) + pad },
          {
            axisLabel: labelled(colours, {
              ...(ticks && { customValues: ticks.map(put) }),
              formatter: (value) => {
                const shown = data.log ? 10 ** value : value;
                return short(Number(shown.toPrecision(3)));
              },
              showMinLabel: data.log ? null : false,
              showMaxLabel: data.log ? null : false,
            }),
          },
        ),
        yAxis: upright(colours, title(data.axis, data.unit), sides, span, {
          nameTextStyle: headed(colours, sides, { width: width - 30, overflow: "truncate" }),
        }),
        series: [
          {
            type: "custom",
            name: data.axis,
            encode: { x: 0, y: 1 },
            data: places.map((each) => [put(each.at), each.value]),
            renderItem: (params, api) => {
              const each = places[params.dataIndex];
              const [x, y] = api.coord([put(each.at), each.value]);
              return {
                type: "circle",
                z2: 5,
                shape: { cx: x, cy: y, r: 5 },
                style: { fill: each.holds === true ? colours.honest : colours.paper, stroke: each.holds === false ? colours.attack : colours.honest, lineWidth: 2.2 },
              };
            },
            z: 4,
          },
          {
            type: "custom",
            name: "band",
            silent: true,
            data: [[ats[0], places[0].value]],
            renderItem: (params, api) => {
              const at = (each, value) => api.coord([put(each.at), Math.max(span.min, Math.min(span.max, value))]);
              const area = params.coordSys;
              const children = [];
              if (data.between.length) {
                const [left, right] = data.between.map((value) => api.coord([put(value), 0])[0]);
                children.push({ type: "rect", shape: { x: left, y: area.y, width: Math.max(2, right - left), height: area.height }, style: { fill: colours.fifth, opacity: 0.24 } });
              }
              children.push({
                type: "polygon",
                shape: {
                  points: [
                    ...places.map((each) => at(each, each.high ?? span.max)),
                    ...places.map((each) => at(each, each.low ?? span.min)).reverse(),
                  ],
                },
                style: { fill: colours.honest, opacity: 0.18 },
              });
              children.push({ type: "polyline", shape: { points: places.map((each) => at(each, each.value)) }, style: { stroke: colours.honest, lineWidth: 1.8, fill: "none" } });
              if (data.bound !== null) {
                const y = api.coord([ats[0], data.bound])[1];
                children.push(boundary(area, y, colours));
                const text = say(data.bound, data.unit);
                children.push(label(text, area.x + area.width - widthOf(text, 13.5) - 4, y > area.y + 24 ? y - 18 : y + 5, colours.attack));
              }
              return { type: "group", children };
            },
          },
        ],
      }),
    };
  };

  const cloud = (data, width, colours) => {
    const xs = data.points.map(([x]) => x);
    const ys = data.points.map(([, y]) => y);
    if (data.bound !== null) ys.push(data.bound);
    const across = nice(Math.min(...xs), Math.max(...xs), narrow(width) ? 4 : 6);
    const span = nice(Math.min(...ys), Math.max(...ys), 5);
    const sides = room(span.min, span.max);
    return {
      height: narrow(width) ? 260 : 280,
      option: base({
        grid: grid({ left: sides, right: 20, top: 36 }),
        tooltip: tooltip(colours, {
          formatter: ({ dataIndex }) => tip(`${data.axisX} ${say(data.points[dataIndex][0])}`, [["", say(data.points[dataIndex][1], data.unit)]]),
        }),
        xAxis: ground(colours, data.axisX, across),
        yAxis: upright(colours, title(data.axis, data.unit), sides, span, {
          nameTextStyle: headed(colours, sides, { width: width - 30, overflow: "truncate" }),
        }),
        series: [
          {
            type: "custom",
            name: data.axis,
            encode: { x: 0, y: 1 },
            data: data.points,
            renderItem: (params, api) => {
              const [cx, cy] = api.coord(data.points[params.dataIndex]);
              const dot = { type: "circle", shape: { cx, cy, r: 4 }, style: { fill: colours.honest, opacity: 0.65 } };
              if (params.dataIndex > 0 || data.bound === null) return dot;
              const y = api.coord([across.min, data.bound])[1];
              return { type: "group", children: [dot, boundary(params.coordSys, y, colours)] };
            },
          },
        ],
      }),
    };
  };

  /** A colour between two, which are given as #rrggbb. */
  const mixed = (from, to, share) =>
    "#" +
    [1, 3, 5]
      .map((at) => {
        const [a, b] = [from, to].map((colour) => parseInt(colour.slice(at, at + 2), 16));
        return Math.round(a + (b - a) * share).toString(16).padStart(2, "0");
      })
      .join("");

  const heat = (data, width, colours) => {
    const { xs, ys, rows: values, bound } = data;
    const all = values.flat().filter((each) => each !== null);
    const far = bound === null ? 0 : Math.max(...all.map((each) => Math.abs(each - bound)), 1e-12);
    const low = Math.min(...all);
    const high = Math.max(...all);
    const holds = (value) => (data.below ? value < bound : value > bound);
    // Away from the bound colours grow strong: blue where what is expected holds.
    const strength = (value) =>
      bound === null ? 0.1 + (0.8 * (value - low)) / (high - low || 1) : 0.1 + (0.8 * Math.abs(value - bound)) / far;
    const fill = (value) =>
      mixed(colours.paper, bound === null || holds(value) ? colours.honest : colours.attack, strength(value));
    const sides = 16 + widest(ys.map(short), 13);
    const cell = (width - sides - 12) / xs.length;
    const fits = widest(all.map((each) => say(each)), 13.5) + 8 < cell;
    const flat = ys.flatMap((_, row) => xs.map((__, column) => [column, row])).filter(([column, row]) => values[row][column] !== null);
    return {
      height: Math.max(240, Math.min(560, ys.length * 44 + 90)),
      option: base({
        grid: grid({ left: sides, right: 12, top: 36 }),
        tooltip: tooltip(colours, {
          formatter: ({ dataIndex }) => {
            const [column, row] = flat[dataIndex];
            return tip(say(values[row][column], data.unit), [[data.axisX, say(xs[column])], [data.axisY, say(ys[row])]]);
          },
        }),
        xAxis: {
          type: "category",
          data: xs.map(short),
          name: data.axisX,
          nameLocation: "middle",
          nameGap: 28,
          nameTextStyle: named(colours),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: labelled(colours, { interval: 0 }),
        },
        yAxis: {
          type: "category",
          data: ys.map(short),
          name: data.axisY,
          nameLocation: "end",
          nameGap: 12,
          nameTextStyle: headed(colours, sides, { width: width - 30, overflow: "truncate" }),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: labelled(colours, { hideOverlap: false, interval: 0 }),
        },
        series: [
          {
            type: "custom",
            name: data.axis,
            encode: { x: 0, y: 1 },
            data: flat,
            renderItem: (params, api) => {
              const [column, row] = flat[params.dataIndex];
              const value = values[row][column];
              const [cx, cy] = api.coord([column, row]);
              const [wide, high_] = api.size([1, 1]);
              const children = [
                { type: "rect", shape: { x: cx - wide / 2 + 1, y: cy - high_ / 2 + 1, width: wide - 2, height: high_ - 2 }, style: { fill: fill(value) } },
              ];
              if (fits) {
                children.push(label(say(value), cx, cy, strength(value) > 0.55 ? colours.paper : colours.ink, { align: "center", verticalAlign: "middle" }));
              }
              if (bound !== null) {
                // The frontier runs where a neighbour is on the other side.
                const right = values[row][column + 1];
                const above = values[row + 1]?.[column];
                const heavy = { lineWidth: 3, lineCap: "round" };
                if (right != null && holds(right) !== holds(value)) {
                  children.push(line(cx + wide / 2, cy - high_ / 2, cx + wide / 2, cy + high_ / 2, colours.ink, heavy));
                }
                if (above != null && holds(above) !== holds(value)) {
                  children.push(line(cx - wide / 2, cy - high_ / 2, cx + wide / 2, cy - high_ / 2, colours.ink, heavy));
                }
              }
              return { type: "group", children };
            },
          },
        ],
      }),
    };
  };

  return { ridges, histogram, band, streams, parts, lorenz, bars, curve, cloud, heat };
})();
