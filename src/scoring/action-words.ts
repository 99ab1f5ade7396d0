/**
 * Verbs of tasks, by how much they must be told. Lists to extend: an English verb that is missing is still seen
 * before "the", "a", "all" and their kin.
 *
 * - `change`: something is different afterwards; naming the thing is enough.
 * - `inquiry`: somebody looks or writes; what at must be narrower.
 * - `vague`: a wish ("improve monitoring") unless a figure, a metric or a long object says what is meant.
 */
export type VerbKind = "change" | "inquiry" | "vague";

export const VERBS_EN: Readonly<Record<VerbKind, ReadonlySet<string>>> = {
  change: words(
    "add adopt alert allocate apply archive assign attach automate autoscale backfill ban batch block bound build bump cache cap " +
      "change clean close configure connect convert create cut decommission decouple decrease define delete deploy deprecate " +
      "disable disallow drop emit enable enforce establish evict exclude expire expose extend extract fix forbid gate " +
      "give implement include increase index instrument integrate introduce isolate kill launch limit lint lock log lower " +
      "make merge migrate move page partition patch paginate pause pin pool prevent provision prune publish purge put raise rate-limit rebuild " +
      "reclaim reconfigure redesign reduce refactor register reject release remove rename renew reorder replace replicate require " +
      "reschedule resize restart restore restrict retire retry return reuse revert revoke rewrite roll rollback rotate route run " +
      "schedule separate serialize serve set shard ship shorten shrink simplify split stagger standardize standardise stop store stream " +
      "suspend switch sync tag throttle timeout track train trim tune turn unify uninstall upgrade use validate vacuum warn wire wrap write",
  ),
  inquiry: words(
    "analyse analyze assess audit benchmark check communicate compare confirm conduct contact coordinate correct correlate determine document draft drill " +
      "ensure estimate evaluate examine find hold identify inspect interview inventory investigate learn list load load-test look map measure " +
      "monitor note notify perform plan profile provide practice practise reconcile record rehearse repeat report reproduce research review " +
      "schedule share simulate study teach tell test trace update verify watch",
  ),
  vague: words(
    "address consider discuss encourage enhance explore facilitate focus foster handle harden improve increase-awareness leverage maximise maximize " +
      "minimise minimize mitigate optimise optimize promote pursue reconsider remind resolve revisit rethink strengthen streamline support think try",
  ),
};

/** Words that say nothing about which thing is meant. */
export const GENERIC_EN =
  "monitoring monitor alert alerts alerting test tests testing process processes documentation docs communication " +
  "reliability observability stability performance resilience logging logs visibility quality procedure procedures " +
  "system systems thing things issue issues problem problems incident incidents review reviews coverage practice practices " +
  "training awareness collaboration response better more new additional further proper comprehensive robust overall general " +
  "appropriate necessary team teams code root cause fix fixes solution measure measures action actions future everything " +
  "something anything it them this that these those our all any each every with by at or as into when before after so not " +
  "than will should can its their if up be been we more-robust across related";

/** Tried longest first at each place, so that 加强 is not read as 加. */
export const VERBS_ZH: Readonly<Record<VerbKind | "none", string>> = {
  change:
    "添加|增加|新增|增设|加装|加入|加上|加固|补充|补上|补齐|创建|建立|新建|重建|设置|设定|设立|配置|修复|修正|修改|更改|改为|改成|改写|" +
    "改造|改用|重写|重构|拆分|拆出|拆到|限制|限定|限流|隔离|迁移|迁到|迁至|移除|删除|去掉|去除|下线|停用|停掉|停止|暂停|禁用|禁止|启用|" +
    "开启|打开|关闭|接入|引入|实现|实施|开发|编写|撰写|写明|写入|写进|更新|替换|更换|升级|降级|回滚|回退|调整|调大|调小|调高|调低|缩短|延长|" +
    "扩容|缩容|规定|指定|支持|要求|强制|约定|制定|自动化|纳入|轮换|续期|清理|归还|释放|注册|部署|发布|上报|拦截|阻断|熔断|缓存|分页|分批|错峰|" +
    "合并|绑定|保留|(?<=[时则即])告警|校正|固定|统一|收敛|设为|设成|降低|减少|避免|防止|确保|保证|加(?!班|载|密|速|剧|急|重)|建(?!议|设)|补(?!丁)|拆|删|改(?!进|善|动|变|版)",
  inquiry:
    "梳理|排查|清点|评估|复核|核对|核实|审查|检查|评审|确认|调研|演练|压测|校验|验证|复盘|盘点|分析|调查|记录|归档|整理|对账|测试|跟踪|" +
    "排练|测量|统计|同步|通知|告知|联系|组织|安排|核算|审核|培训|review",
  vague:
    "优化|完善|加强|提升|提高|改进|改善|强化|健全|推进|推动|重视|关注|注意|考虑|探索|跟进|处理|解决|尝试|研究|落实|做好",
  none: "更加|愈加|越加|参加|建议|设备|预设|改动|变更|补丁|加载|加密|建设|改变",
};

export const GENERIC_ZH =
  "监控|监测|告警|报警|测试|流程|机制|文档|沟通|可靠性|可用性|稳定性|可观测性|性能|韧性|日志|质量|规范|系统|问题|故障|事故|事件|" +
  "体系|能力|意识|管理|建设|工作|措施|方案|根因|原因|相关|有关|进行|更多|更好|全面|整体|日常|后续|尽快|及时|应该|应当|需要|必须|" +
  "[为對对在将把的和与及并后前时了更等以从向给被让使其该此各每每个所有]";

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
