import type { Language } from "../contracts/language.ts";
import type { Recording } from "../contracts/recording.ts";
import { recordingKey } from "../models/build-request.ts";

const WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: ["alpha", "bravo", "carol", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet"],
  zh: ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"],
};
const KEPT_AS_IT_IS = new Set(["severity", "confidence", "priority", "command", "time", "owner"]);

/**
 * A recorded reply that differs from all others in every sentence and says the same: each text of its report
 * ends in a remark with the number in words. What stands round the JSON stays.
 */
export function varyReply(recording: Recording, number: number): Recording {
  const request = { ...recording.request, repeat: number };
  const { text } = recording.reply;
  const [start, end] = [text.indexOf("{"), text.lastIndexOf("}") + 1];
  const remark = remarkOf(number, recording.cell.language);
  const report = JSON.stringify(withRemark(JSON.parse(text.slice(start, end)), remark), null, 2);
  return {
    ...recording,
    key: recordingKey(request),
    request,
    reply: { ...recording.reply, text: text.slice(0, start) + report + text.slice(end) },
  };
}

function remarkOf(number: number, language: Language): string {
  const words = Array.from(String(number), (digit) => WORDS[language][Number(digit)]);
  return language === "zh" ? `备注：${words.join("")}。` : ` Noted: ${words.join(" ")}.`;
}

function withRemark(value: unknown, remark: string): unknown {
  if (typeof value === "string") return value === "[FILL IN]" || value === "" ? value : value + remark;
  if (Array.isArray(value)) return value.map((item) => withRemark(item, remark));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      KEPT_AS_IT_IS.has(key) ? inner : withRemark(inner, remark),
    ]),
  );
}
