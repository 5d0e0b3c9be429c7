// Starts what GOV.UK Frontend adds to pages that already work without it; again for what htmx brings in later.
import { initAll } from "../build/govuk-frontend.min.js";

document.body.classList.add("govuk-frontend-supported");
initAll();
document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt });
  }
});

// Where something has moved on a page that is there already when it loads, nobody is told: say it again.
for (const said of document.querySelectorAll("[data-says]")) {
  const words = said.textContent;
  if (words) {
    said.textContent = "";
    setTimeout(() => {
      said.textContent = words;
    }, 300);
  }
}
