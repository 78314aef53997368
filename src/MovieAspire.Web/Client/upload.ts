// Uploads with progress, and files that are dropped; without a script the form does the same, silently.
export function enhanceUploads(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-upload]")) {
    const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
    const drop = form.querySelector<HTMLElement>("[data-drop]");
    drop?.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop?.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop?.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change"));
    });
    input.addEventListener("change", () => say(form, [...(input.files ?? [])].map((file) => file.name).join(", ")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}

function send(form: HTMLFormElement): void {
  const bar = form.querySelector<HTMLProgressElement>("[data-upload-progress]");
  const button = form.querySelector<HTMLButtonElement>("button")!;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.onprogress = ({ loaded, total }) => {
    if (bar) bar.value = total > 0 ? (100 * loaded) / total : 0;
    if (loaded === total) say(form, "Reading ...");
  };
  request.onload = () => {
    // It leads to the library, or is this page with the reason why not.
    if (request.status < 400) location.assign(request.responseURL);
    else fail(form, reasonIn(request.responseText));
    button.disabled = false;
  };
  request.onerror = () => {
    fail(form, "The upload broke off. Try again.");
    button.disabled = false;
  };
  button.disabled = true;
  if (bar) bar.hidden = false;
  say(form, "Uploading ...");
  request.send(new FormData(form));
}

function reasonIn(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector("[role=alert], main p")?.textContent?.trim() ?? "It could not be read.";
}

function fail(form: HTMLFormElement, reason: string): void {
  const bar = form.querySelector<HTMLProgressElement>("[data-upload-progress]");
  if (bar) bar.hidden = true;
  say(form, reason);
}

function say(form: HTMLFormElement, text: string): void {
  const status = form.querySelector("[data-upload-status]");
  if (status) status.textContent = text;
}
