"use strict";

(() => {
  const page = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const copy = (id) => byId(id).content.firstElementChild.cloneNode(true);
  const fill = (element, selector, text) => {
    const place = element.querySelector(selector);
    if (text) place.textContent = text;
    else place.remove();
  };

  const table = ({ columns, rows }, caption) => {
    const box = document.createElement("div");
    box.className = "scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", caption);
    const made = document.createElement("table");
    const word = columns.map((_, index) => index === 0 || rows.some((row) => /[a-z]{2}/i.test(row[index])));
    const cell = (kind, text, index, scope) => {
      const each = document.createElement(kind);
      each.textContent = text;
      if (word[index]) each.className = text.length > 48 ? "word long" : "word";
      if (scope) each.scope = scope;
      return each;
    };
    made.createTHead().insertRow().append(...columns.map((text, index) => cell("th", text, index, "col")));
    const body = made.createTBody();
    for (const row of rows) {
      body.insertRow().append(...row.map((text, index) => cell(index ? "td" : "th", text, index, index ? "" : "row")));
    }
    box.append(made);
    return box;
  };

  // Text

  byId("kind").textContent = page.kind;
  byId("title").textContent = page.title;
  byId("origin").textContent = page.origin;
  if (page.about) byId("about").textContent = page.about;
  else byId("about").remove();

  const { verdict } = page;
  byId("headline").textContent = verdict.headline;
  byId("short").textContent = verdict.says;
  byId("verdict").classList.toggle("broken", !verdict.holds);
  if (verdict.expectations.length === 0) byId("expectations").remove();
  for (const each of verdict.expectations) {
    const item = copy("expectation");
    item.classList.toggle("broken", !each.holds);
    item.title = each.source;
    fill(item, ".mark", each.holds ? "✓" : "✗");
    item.querySelector(".mark").setAttribute("aria-label", each.holds ? "holds:" : "fails:");
    item.querySelector(".mark").setAttribute("role", "img");
    fill(item, ".expected", each.expected);
    fill(item, ".because", each.because);
    fill(item, ".measured", each.measured);
    byId("expectations").append(item);
  }

  for (const each of page.figures) {
    const box = document.createElement("div");
    const name = document.createElement("dt");
    const value = document.createElement("dd");
    const note = document.createElement("dd");
    name.textContent = each.label;
    value.textContent = each.value;
    note.textContent = each.note;
    note.className = "note";
    box.append(name, value, note);
    byId("figures").append(box);
  }

  if (page.tables.length === 0) byId("tables").remove();
  for (const each of page.tables) {
    const box = document.createElement("details");
    const name = document.createElement("summary");
    name.textContent = each.title;
    box.append(name, table(each.table, each.title));
    byId("tables").append(box);
  }

  // Charts

  const places = [];
  for (const section of page.sections) {
    const made = copy("section");
    fill(made, "h2", section.title);
    for (const chart of section.charts) {
      const figure = copy("chart");
      figure.id = chart.id;
      figure.className = chart.size.toLowerCase();
      fill(figure, "h3", chart.title);
      fill(figure, ".says", chart.says);
      fill(figure, ".reads", chart.reads);
      const place = figure.querySelector(".chart");
      place.setAttribute("aria-label", `${chart.title}. ${chart.says}`);
      figure.querySelector("details").append(table(chart.table, chart.title));
      made.querySelector(".charts").append(figure);
      places.push({ place, drawing: chart.drawing });
    }
    byId("sections").append(made);
  }

  const colours = () => {
    const style = getComputedStyle(root);
    const names = ["paper", "raised", "ink", "soft", "rule", "grid", "honest", "attack", "third", "fourth", "fifth", "sixth"];
    const shades = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    // A group has one colour wherever it is; attackers share theirs, and who is no group is grey.
    const hues = ["honest", "fourth", "third", "fifth"];
    const honest = page.groups.filter((group) => !group.attack).map((group) => group.name);
    const attackers = page.groups.filter((group) => group.attack).map((group) => group.name);
    shades.of = (name) =>
      attackers.includes(name)
        ? shades.attack
        : shades[honest.includes(name) ? hues[honest.indexOf(name) % hues.length] : "sixth"];
    return shades;
  };

  const show = ({ place, drawing }, shades) => {
    const width = place.clientWidth;
    const { height, option } = draw[drawing.kind](drawing, width, shades);
    place.style.height = `${height}px`;
    const chart = echarts.getInstanceByDom(place) ?? echarts.init(place, null, { renderer: "svg", width, height });
    chart.resize({ width, height, silent: true });
    chart.setOption(option, { notMerge: true });
    chart.getZr().flush();
    // With a view box the picture can be scaled, as paper asks for.
    place.querySelector("svg").setAttribute("viewBox", `0 0 ${width} ${height}`);
  };

  const showAll = () => {
    const shades = colours();
    for (const each of places) show(each, shades);
  };

  // Light and dark: as the system has it until the reader chooses; always light on paper.

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  let chosen = null;
  const theme = () => {
    const wanted = paper.matches ? "light" : (chosen ?? (dark.matches ? "dark" : "light"));
    byId("theme").textContent = wanted === "dark" ? "Light" : "Dark";
    byId("theme").setAttribute("aria-label", wanted === "dark" ? "Light colours" : "Dark colours");
    if (root.dataset.theme === wanted) return;
    root.dataset.theme = wanted;
    showAll();
  };
  byId("theme").addEventListener("click", () => {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    theme();
  });
  dark.addEventListener("change", theme);
  paper.addEventListener("change", theme);

  // Letters are measured, so they have to be there.
  Promise.all([document.fonts.load('14px "Source Sans 3"'), document.fonts.load('600 14px "Source Sans 3"')]).then(() => {
    theme();
    const widths = new Map(places.map(({ place }) => [place, place.clientWidth]));
    const watch = new ResizeObserver((changes) => {
      if (paper.matches) return;
      const shades = colours();
      for (const { target } of changes) {
        if (widths.get(target) === target.clientWidth) continue;
        widths.set(target, target.clientWidth);
        show(places.find(({ place }) => place === target), shades);
      }
    });
    for (const { place } of places) watch.observe(place);
    root.dataset.drawn = "yes";
  });
})();
