import { normaliseText } from "./text/normalise.ts";
import { NOT_AFTER_WORD, NOT_BEFORE_WORD } from "./text/scripts.ts";

interface Kind {
  /** Words of the action. */
  readonly does: RegExp;
  /** Words of a rollback that undo it. */
  readonly undo: RegExp;
}

function words(en: string, zh: string): RegExp {
  return new RegExp(`${NOT_AFTER_WORD}(?:${en})${NOT_BEFORE_WORD}|${zh}`, "iu");
}

/** What is ended is ended: it can only be run again. */
const ENDS: Kind = {
  does: words(
    "terminat\\w*|kill\\w*|cancel\\w*|pg_(?:cancel|terminate)_backend|evict\\w*",
    "终止|中止|杀掉|取消|驱逐",
  ),
  undo: words(
    "re-?(?:run|submit|execut|issu)\\w*|(?:re-?)?schedul\\w*|re-?tr(?:y|ies|ied)|resum\\w*|runs? again|next run|(?:re-?)?start\\w* (?:the )?(?:\\w+ ){0,2}(?:jobs?|batch|quer\\w+)",
    "重跑|再跑|补跑|重做|重新运行|重新执行|重新提交|重新(?:排期|安排|调度)|重试|再次?执行|下次(?:任务|运行|执行)",
  ),
};

/** Ways to act on a system and to take each back. Restarting has no way back, so anything may stand there. */
const KINDS: readonly Kind[] = [
  ENDS,
  {
    does: words(
      "roll\\w* ?back|roll\\w* .{1,40} back|revert\\w*|rollout undo|downgrad\\w*",
      "回滚|回退|退回",
    ),
    undo: words(
      "(?:re-?)?deploy\\w*|re-?releas\\w*|re-?ship\\w*|roll\\w* forward|upgrad\\w*|rollout undo|ship .{1,30} again",
      "重新?(?:发布|部署|上线|升级)|再次(?:发布|部署|上线|升级)|前滚|重发|恢复到",
    ),
  },
  {
    does: words(
      "disabl\\w*|stop\\w*|paus\\w*|suspend\\w*|turn\\w* off|switch\\w* off|unschedul\\w*|silenc\\w*",
      "停用|停止|停掉|叫停|暂停|禁用|关闭|下线|静默",
    ),
    undo: words(
      "(?:re-?)?enabl\\w*|(?:re-?)?start\\w*|resum\\w*|un-?paus\\w*|un-?suspend\\w*|turn\\w* (?:it |them )?(?:back )?on|un-?stop\\w*|un-?silenc\\w*|expir\\w*|lift\\w*",
      "启用|启动|开启|恢复|重启|打开|放开|放行|重新上线|解除|取消|失效",
    ),
  },
  {
    does: words("block\\w*|challeng\\w*", "屏蔽|拦截|封禁"),
    undo: words(
      "unblock\\w*|allow\\w*|remov\\w*|delet\\w*|lift\\w*|disabl\\w*|turn\\w* .{0,20}off",
      "放开|放行|解除|取消|恢复|删除|移除|去掉|解封|关闭",
    ),
  },
  {
    does: words(
      "(?:add|creat|build)\\w* .{0,30}(?:index|column)\\w*|create (?:unique )?index",
      "(?:加|建|创建|添加|增加|补).{0,20}(?:索引|列)",
    ),
    undo: words("drop\\w*|remov\\w*|delet\\w*", "删除|删掉|移除|撤掉"),
  },
  {
    does: words(
      "increas\\w*|rais\\w*|scal\\w*|add\\w* (?:replicas?|capacity|nodes?|pods?|instances?)|enlarg\\w*|bump\\w*",
      "扩容|扩大|调大|调高|增加|提高|上调",
    ),
    undo: words(
      "scal\\w*|lower\\w*|decreas\\w*|reduc\\w*|remov\\w*|shrink\\w*|back to",
      "缩容|缩小|调小|调低|降低|减少|调回|改回",
    ),
  },
  {
    does: words(
      "limit\\w*|throttl\\w*|rate-?limit\\w*|shed\\w*|lower\\w*|reduc\\w*|decreas\\w*",
      "限流|降级|限制|调低|降低|减少",
    ),
    undo: words(
      "remov\\w*|delet\\w*|lift\\w*|rais\\w*|increas\\w*|relax\\w*|disabl\\w*|turn\\w* off",
      "取消|放开|解除|恢复|调高|调回|关闭|移除|删除|删掉|去掉|撤掉|去除",
    ),
  },
  {
    does: words("(?:pre-?)?warm\\w*|back-?fill\\w*|re-?fill\\w*", "预热|回填"),
    undo: words("stop\\w*|halt\\w*|paus\\w*|abort\\w*|cancel\\w*", "停止|停掉|停下|暂停|中止|取消"),
  },
  {
    does: words("enabl\\w*|turn\\w* on|switch\\w* on|activat\\w*", "启用|开启|打开"),
    undo: words("disabl\\w*|turn\\w* (?:it |them )?off|switch\\w* off|deactivat\\w*", "停用|关闭|禁用|关掉"),
  },
  {
    does: words(
      "fail\\w* ?over|promot\\w*|redirect\\w*|rerout\\w*|shift\\w* traffic|drain\\w*",
      "切换|切到|切至|提升|迁移流量|引流",
    ),
    undo: words(
      "fail\\w* ?back|switch\\w* back|rout\\w* back|shift\\w* .{0,20}back|undrain\\w*|uncordon\\w*",
      "切回|回切|迁回",
    ),
  },
  {
    does: words("delet\\w*|drop\\w*|truncat\\w*|purg\\w*|flush\\w*|clear\\w*", "删除|清空|清理|清除"),
    undo: words(
      "re-?creat\\w*|back-?ups?|snapshots?|re-?build\\w*|re-?fill\\w*|re-?load\\w*",
      "重建|备份|快照|重新加载|回填",
    ),
  },
];
const RESTARTS = words("restart\\w*|reboot\\w*|recycl\\w*|bounc\\w*", "重启|重新启动");
const TAKES_BACK = words(
  "undo\\w*|revers\\w*|revert\\w*|restor\\w*|put\\w* .{1,30} back|back to|re-?(?:apply|create|enable|deploy|add|instate|grant|publish)\\w*|(?:apply|grant|publish)\\w* .{1,40}again|(?:previous|original|old|former|prior) \\w+",
  "撤销|恢复(?!正常|服务)|还原|改回|调回|切回|退回|回退|原(?:来|值|配置|版本|状态)|重新(?:发布|部署|启用|上线|应用|授权|启动)",
);
/** Honest where nothing can be taken back. */
const SAYS_NO_WAY_BACK = words(
  "cannot be (?:undone|reversed|rolled back|restored|recovered)|can't be (?:undone|reversed|rolled back)|can not be (?:undone|reversed)|irreversible|no way back|nothing to (?:undo|roll back|revert)|not reversible|(?:no|not) (?:rollback )?(?:is )?(?:needed|possible|required)",
  "无法(?:恢复|撤销|回滚|还原|回退)|不能(?:恢复|撤销|回滚)|不可(?:逆|恢复|撤销|回滚)|(?:无需|不需要|不用)(?:回滚|恢复|撤销)",
);

/**
 * Does a rollback take this very action back, or say that nothing can?
 *
 * Read by verbs: what the action does, and what undoes that kind ("disable" ↔ "enable"), or a word that takes anything
 * back ("restore", 撤销). "Restart the pods" takes no cancelled query back. Of an action whose verb is not listed, and of
 * a restart, any rollback passes.
 *
 * Limit: verbs, not objects: "disable the batch" is undone by "enable the cache".
 */
export function undoesAction(rollback: string, action: string): boolean {
  const [what, back] = [normaliseText(action).text, normaliseText(rollback).text];
  if (SAYS_NO_WAY_BACK.test(back)) return true;
  const kind = mainKind(what);
  return kind === null || kind.undo.test(back) || (kind !== ENDS && TAKES_BACK.test(back));
}

/** The kind whose words stand first; null for a restart or none. */
function mainKind(action: string): Kind | null {
  const at = (pattern: RegExp) => {
    const index = action.search(pattern);
    return index === -1 ? Number.POSITIVE_INFINITY : index;
  };
  const first = KINDS.reduce<Kind | null>(
    (best, kind) =>
      at(kind.does) < (best === null ? Number.POSITIVE_INFINITY : at(best.does)) ? kind : best,
    null,
  );
  return first === null || at(RESTARTS) < at(first.does) ? null : first;
}
