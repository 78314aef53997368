// Bundles the entry points into a folder, each file named after its content, and compresses what is text once and well.
import { build } from "esbuild";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
await rm(folder, { recursive: true, force: true });

// Pico's icons are data: addresses, which the pages' policy does not let in; as files they come from here.
const iconFiles = {
  name: "icon-files",
  setup(build) {
    const icons = [];
    build.onLoad({ filter: /pico\.min\.css$/ }, async ({ path }) => ({
      loader: "css",
      resolveDir: dirname(path),
      contents: (await readFile(path, "utf8")).replace(/url\("data:image\/svg\+xml,([^"]*)"\)/g, (_, svg) => {
        icons.push(decodeURIComponent(svg));
        return `url("picto:${icons.length - 1}.svg")`;
      }),
    }));
    build.onResolve({ filter: /^picto:/ }, ({ path }) => ({ path: path.slice("picto:".length), namespace: "picto" }));
    build.onLoad({ filter: /.*/, namespace: "picto" }, ({ path }) => ({ loader: "file", contents: icons[parseInt(path)] }));
  },
};

const result = await build({
  entryPoints: ["app.ts", "app.css", "icon.svg"],
  outdir: folder,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "picto-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  loader: { ".svg": "copy" },
  plugins: [iconFiles],
  metafile: true,
  logLevel: "warning",
});

for (const file of await readdir(folder)) {
  await writeFile(join(folder, `${file}.br`), brotliCompressSync(await readFile(join(folder, file))));
}

const manifest = {};
for (const [output, { entryPoint }] of Object.entries(result.metafile.outputs)) {
  if (entryPoint?.includes("/") === false) {
    manifest[entryPoint.replace(/\.ts$/, ".js")] = output.split("/").at(-1);
  }
}
await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
