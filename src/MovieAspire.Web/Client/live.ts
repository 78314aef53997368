// Regions that follow something while it happens: <div data-events="URL of server-sent events" data-fragment="URL of the
// same as HTML">. Each event is the region's new content. Where events are cut off, the fragment is asked for every two
// seconds. Content with data-end is the last one; its value, if any, is the address to go on to.
const pollMilliseconds = 2000;

export function watchLiveRegions(): void {
  for (const region of document.querySelectorAll<HTMLElement>("[data-events]")) {
    follow(region, region.dataset.events!, region.dataset.fragment!);
  }
}

function follow(region: HTMLElement, events: string, fragment: string): void {
  if (hasEnded(region)) return;
  const source = new EventSource(events);
  let failures = 0;
  source.onmessage = (event) => {
    failures = 0;
    if (show(region, event.data)) source.close();
  };
  source.onerror = () => {
    // It comes back by itself, unless the server refuses or something between keeps cutting it off.
    failures += 1;
    if (source.readyState === EventSource.CLOSED || failures >= 3) {
      source.close();
      void poll(region, fragment);
    }
  };
}

async function poll(region: HTMLElement, fragment: string): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(fragment, { headers: { accept: "text/html" } });
      if (response.ok && show(region, await response.text())) return;
    } catch {
      // The next one may get through.
    }
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
}

/** Shows the content, which the server has escaped; tells whether it was the last one. */
function show(region: HTMLElement, html: string): boolean {
  const open = [...region.querySelectorAll<HTMLDetailsElement>("details[open][id]")].map((details) => details.id);
  region.innerHTML = html;
  for (const id of open) region.querySelector<HTMLDetailsElement>(`details#${CSS.escape(id)}`)?.setAttribute("open", "");
  if (!hasEnded(region)) return false;
  const next = region.querySelector<HTMLElement>("[data-end]")!.dataset.end;
  if (next) location.assign(next);
  return true;
}

function hasEnded(region: HTMLElement): boolean {
  return region.querySelector("[data-end]") !== null;
}
