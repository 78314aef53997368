import "htmx.org";
import { watchLiveRegions } from "./live";
import { enhanceUploads } from "./upload";

watchLiveRegions();
enhanceUploads();
// Charts are large: they are loaded where there is one.
if (document.querySelector("[data-chart]")) {
  void import("./charts").then((charts) => charts.draw());
}
