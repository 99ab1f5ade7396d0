import { render } from "preact";
import { App } from "./app.tsx";
import { createEmbeddedSource, isEmbedded } from "./embedded-source.ts";
import { createHttpSource } from "./http-source.ts";
import { remembering } from "./remembering.ts";
import "uplot/dist/uPlot.min.css";
import "./page.css";

const embedded = isEmbedded();
const token = document.querySelector<HTMLMetaElement>("meta[name=firedrill-token]")?.content ?? "";
const source = remembering(embedded ? createEmbeddedSource() : createHttpSource(token));
const root = document.getElementById("app");
if (root !== null) render(<App source={source} isEmbedded={embedded} />, root);
