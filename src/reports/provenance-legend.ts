import type { Language } from "../contracts/language.ts";
import type { Provenance } from "../contracts/recording.ts";

/** What a reader must know about a reply that no API gave just now; live replies need no words. */
const PROVENANCE_LEGEND: Readonly<Record<Exclude<Provenance, "live">, Readonly<Record<Language, string>>>> = {
  imported: {
    en: "a real reply, captured elsewhere; latency and cost are as they were noted there",
    zh: "真实回复，采集自其他来源；延迟与费用以当时的记录为准",
  },
  authored: {
    en: "written by hand; says nothing about a model",
    zh: "人工编写，不代表任何模型的表现",
  },
  simulated: {
    en: "made by a simulated model; says nothing about a real one",
    zh: "由模拟模型生成，不代表任何真实模型的表现",
  },
};

/** Null for live replies. */
export function legendOf(provenance: Provenance, language: Language): string | null {
  return provenance === "live" ? null : PROVENANCE_LEGEND[provenance][language];
}
