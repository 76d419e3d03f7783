// Says so where an answer could not be saved: offline, signed out, or an error of the server.
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, () => {
    const place = document.querySelector("[data-not-saved]");
    if (place) {
      place.textContent = place.dataset.notSaved;
      place.classList.add("error");
    }
  });
}
