import { normaliseText } from "./text/normalise.ts";
import { withoutPlaceholders } from "./text/placeholders.ts";

/** Who an owner is: a team or role, or why it is none. */
export type OwnerKind = "team" | "nobody" | "everybody" | "person";

/** Roles, groups and the fields of work that teams are called by; any of them makes a team or a role. */
const TEAM =
  /\b(?:teams?|groups?|squads?|crew|guild|chapter|tribe|org|department|dept|desk|on-?call|sres?|dbas?|platform|infra\w*|ops|\w*ops|operations|engineering|engineers?|qa|security|databases?|data|payments?|billing|checkout|orders?|back-?end|front-?end|mobile|web|networks?|networking|support|product|observability|monitoring|release|reliability|managers?|leads?|owners?|architects?|commander|developers?|devs?|administrators?|admins?|storage|cloud|compute|core|api|identity|search|ml|it|cs|legal|compliance|finance|leadership|maintainers?|responders?)\b|(?<!^)(?:团队|小组|部门|组|部|中心|班组|委员会)|值班|运维|研发|开发|测试|后端|前端|数据库|数据|架构|安全|产品|客服|支付|结算|订单|平台|基础设施|网络|存储|服务|工程师|负责人|管理员|经理|主管|技术|业务|发布|质量|质保|法务|财务|组长|dba|sre/u;
/** The word for a team or an owner, and no name to it. */
const UNNAMED =
  /^(?:(?:the|a|our|your|some|an?) )?(?:(?:relevant|appropriate|responsible|respective|corresponding|owning|assigned|engineering)? ?(?:teams?|owners?|part(?:y|ies)|groups?|people|persons?|individuals?|stakeholders?)|someone|somebody|anyone|anybody|whoever|us|we|me|you|self|nobody|no one|none|unassigned|unknown|pending)$|^(?:相关|有关|对应|各|责任|负责)?(?:团队|部门|小组|人员|同学|同事|方|人|负责人|责任人|责任方)$|^(?:待.*|未定|未分配|暂无|无|没有|某人|有人|我们|我|你)$/u;
const EVERYBODY =
  /^(?:everyone|everybody|all(?: (?:teams?|engineers?|developers?|of us|staff|hands|members|employees|people|owners))?|every (?:team|engineer)|the (?:whole|entire) (?:team|company|org\w*)|all-?hands|whole team|company|大家|全体(?:人员|成员|员工|同学|团队)?|全员|所有(?:人|团队|人员|同学|工程师|部门|研发|开发)|每个(?:人|团队)|各(?:个)?团队|全公司|各方)$/u;
/** "<owner>", "[team]": a place for a name. */
const TEMPLATE = /^(?:<[^>]*>|\[[^\]]*\]|\{\{[^}]*\}\})$/;
const EMAIL_OR_HANDLE = /^@[\w.-]+$|^[\w.+-]+@[\w-]+\.\w+/;
const GIVEN_NAMES =
  "adam|alex|alice|amy|andrew|andy|anna|ben|bob|brian|carol|charlie|chris|claire|dan|daniel|dave|david|diana|emily|emma|eric|eve|frank|george|grace|hannah|helen|henry|ivan|jack|james|jane|jason|jeff|jennifer|jessica|jim|joe|john|julia|karen|kate|kevin|laura|leo|linda|lisa|lucy|maria|mark|mary|matt|mia|michael|mike|nancy|nick|oliver|olivia|pat|paul|peter|rachel|robert|ryan|sam|sarah|scott|sophie|steve|susan|tom|tony|wei|william|zoe";
const GIVEN_NAME = new RegExp(`^(?:${GIVEN_NAMES})(?:\\s+[\\p{L}.'-]+)?$`, "u");
const CAPITALISED = /^\p{Lu}[\p{L}'.-]*(?:\s+\p{Lu}[\p{L}'.-]*){1,2}$/u;
/** Common surnames that begin no common word of the trade. */
export const SURNAMES_ZH =
  "王李张刘陈杨赵吴徐孙朱郭罗郑梁宋唐韩冯邓曹彭肖董袁潘蔡蒋魏苏吕姚卢姜崔谭汪廖贾韦邹孟熊秦邱尹薛闫侯陶黎贺郝龚邵覃戴孔沈丁";
const NAME_ZH = new RegExp(
  `^(?:[小老阿][${SURNAMES_ZH}]|[${SURNAMES_ZH}](?:工|哥|姐|总|某某?|老师|经理|同学)|[${SURNAMES_ZH}]\\p{Script=Han}{1,2})$`,
  "u",
);

/**
 * Reads the owner of a task. A team's name cannot be told from any other word, so what is neither a known way of
 * saying "nobody" or "everybody" nor looks like a person's name is taken for a team.
 */
export function readOwner(owner: string): OwnerKind {
  const source = withoutPlaceholders(owner).normalize("NFKC").trim();
  const text = normaliseText(source).text.replace(/^[\s"'(]+|[\s"').。]+$/g, "");
  if (TEMPLATE.test(source)) return "nobody";
  if (EVERYBODY.test(text)) return "everybody";
  if (!/[\p{L}\p{N}]/u.test(text) || UNNAMED.test(text)) return "nobody";
  // "Alice (payments team)" has an owning team; "@sre-oncall" is one.
  if (TEAM.test(text)) return "team";
  const isPerson =
    EMAIL_OR_HANDLE.test(text) || GIVEN_NAME.test(text) || CAPITALISED.test(source) || NAME_ZH.test(text);
  return isPerson ? "person" : "team";
}
