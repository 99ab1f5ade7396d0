import { InvalidArgumentError } from "commander";
import { z } from "zod";
import { type Language, languageSchema } from "../contracts/language.ts";

/** Readers of flag values. Each throws what commander prints with the flag's name. */

export function commaList(value: string): string[] {
  const items = value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  if (items.length === 0) throw new InvalidArgumentError("expected names joined by commas");
  return items;
}

export function languageList(value: string): Language[] {
  return commaList(value).map(oneLanguage);
}

export function oneLanguage(value: string): Language {
  const parsed = languageSchema.safeParse(value);
  if (!parsed.success) {
    throw new InvalidArgumentError(`expected ${languageSchema.options.join(" or ")}, received "${value}"`);
  }
  return parsed.data;
}

export function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError("expected a whole number from 1");
  return number;
}

export function dollars(value: string): number {
  const number = Number(value.replace(/^\$/, ""));
  if (value.trim() === "" || !Number.isFinite(number) || number < 0) {
    throw new InvalidArgumentError("expected an amount in US dollars, such as 0.50");
  }
  return number;
}

export function fraction(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !(number >= 0 && number <= 1)) {
    throw new InvalidArgumentError("expected a number from 0 to 1");
  }
  return number;
}

/** A day or an instant with its zone, as an instant in UTC. */
export function instant(value: string): string {
  const parsed = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).safeParse(value);
  if (!parsed.success)
    throw new InvalidArgumentError("expected a day (2026-06-02) or an instant with its zone");
  return new Date(parsed.data).toISOString();
}

export interface MetricValue {
  readonly metric: string;
  readonly value: number;
}

/** Gathers `metric=value`, given once or often. Whether the metric exists is not known here. */
export function metricValues(text: string, earlier: readonly MetricValue[] = []): MetricValue[] {
  const [, metric, number] = /^([^=]+)=(\d+(?:\.\d+)?|\.\d+)$/.exec(text.trim()) ?? [];
  if (metric === undefined) throw new InvalidArgumentError("expected metric=value, such as headline=2");
  return [...earlier, { metric, value: Number(number) }];
}
export function nonNegative(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError("expected a number from 0");
  return number;
}

const HIGHEST_PORT = 65_535;

/** 0 stands for any that is free. */
export function portNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isInteger(number) || number < 0 || number > HIGHEST_PORT)
    throw new InvalidArgumentError(`expected a port, 0 to ${HIGHEST_PORT}`);
  return number;
}
