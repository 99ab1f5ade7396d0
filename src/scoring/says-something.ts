import { FILL_IN } from "../contracts/triage-report.ts";

const NOTHING =
  /^(?:n\/?a|none(?: needed| required)?|nil|no|nothing|unknown|tbd|not needed|not required|not applicable|-+|–|无|没有|暂无|未知|不适用|无需|无需回滚|不需要)$/;
const SMALL = "(?:very |relatively |quite )?(?:low|minimal|minor|small|little|negligible)";
/** A grade is no risk named: "low risk", "风险较低". */
const MERE_GRADE = new RegExp(
  `^(?:${SMALL}(?: risk| impact)?|(?:the )?risk (?:is )?${SMALL}|no (?:(?:significant|major|known|real) )?(?:risks?|rollback)(?: (?:needed|required|necessary))?|(?:风险)?(?:较|很|极|非常|比较)?(?:低|小)(?:风险)?|(?:基本|几乎)?(?:无|没有)(?:明显|重大|太大)?风险)$`,
);

/** Is there more than a word for "nothing"? What is left to be filled in says nothing yet; a bare grade no risk. */
export function saysSomething(text: string): boolean {
  const bare = text
    .replaceAll(FILL_IN, "")
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[.。!]+$/, "");
  return bare !== "" && !NOTHING.test(bare) && !MERE_GRADE.test(bare);
}
