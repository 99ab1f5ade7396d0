import { expect, it } from "vitest";
import { isToldAsMistake } from "./told-as-mistake.ts";

const told = (text: string, words: string) => {
  const start = text.indexOf(words);
  expect(start).not.toBe(-1);
  return isToldAsMistake(text, { start, end: start + words.length });
};

it.each([
  ["Initially thought to be a network issue.", "network issue"],
  ["At first we suspected a leak.", "leak"],
  ['"DB looks healthy" (initial mis-diagnosis)', "DB looks healthy"],
  ["A wrong conclusion: the DB is fine.", "the DB is fine"],
  ["The leak was a red herring.", "leak"],
  ["The leak was mistaken for the cause.", "leak"],
  ["最初认为是网络故障。", "网络故障"],
  ["误判数据库没有问题", "数据库没有问题"],
  ["“DB 看起来正常”（最初的误判）", "DB 看起来正常"],
  ["起初怀疑连接泄漏，随后排查慢查询", "连接泄漏"],
])("%s", (text, words) => expect(told(text, words)).toBe(true));

it.each([
  ["A network issue.", "network issue"],
  ["The balancer was incorrectly configured and caused a traffic spike.", "traffic spike"],
  ["A config mistake caused a leak.", "leak"],
  ["First blamed on the network, but it was a leak.", "leak"],
  ["Initially thought to be the network. It is a leak.", "leak"],
  ["Misdiagnosed as a CPU problem; a leak fills the pool.", "leak"],
  ["最初认为是网络故障，但实际是连接泄漏。", "连接泄漏"],
  ["误判为网络故障。连接泄漏才是原因。", "连接泄漏"],
])("not here: %s", (text, words) => expect(told(text, words)).toBe(false));
