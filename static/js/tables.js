// Some browsers forget that a table is a table once CSS lays its rows out as lists (see tables.css).
// Naming the roles gives the meaning back to people who listen to the page.

const roles = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

for (const table of document.querySelectorAll(".table--list, .table--brief")) {
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll("thead, tbody, tr, th, td")) {
    const heading = part.scope === "col" ? "columnheader" : "rowheader";
    part.setAttribute("role", roles[part.tagName] ?? heading);
  }
}
