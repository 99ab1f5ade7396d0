/** Names and abbreviations that stay as they are in every language; lower case, whole words. */
export const NEUTRAL_TERMS: readonly string[] = [
  "postgres",
  "postgresql",
  "pgbouncer",
  "mysql",
  "mongodb",
  "redis",
  "memcached",
  "kafka",
  "rabbitmq",
  "elasticsearch",
  "nginx",
  "envoy",
  "istio",
  "kubernetes",
  "docker",
  "helm",
  "kubectl",
  "linux",
  "java",
  "node",
  "python",
  "golang",
  "grafana",
  "prometheus",
  "datadog",
  "kibana",
  "jaeger",
  "pagerduty",
  "slack",
  "pager",
  "github",
  "aws",
  "azure",
  "gcp",
  "cloudflare",
  "consul",
  "etcd",
  "cron",
  "pod",
  "pods",
  "token",
  "topic",
  "checkout",
  "seq scan",
  "index scan",
];

/**
 * Characters of one script that the other does not use, pairwise, the Simplified one first.
 *
 * Not a dictionary: frequent pairs of technical prose, without characters that are good in both scripts
 * (后, 里, 面, 台, 系, 准, 只, 干). A finding is sound; the absence of one proves little.
 */
const PAIRS =
  "们們 这這 为為 个個 来來 时時 会會 对對 说說 过過 还還 进進 动動 现現 经經 长長 问問 间間 题題 开開 关關 数數 据據 库庫 连連 " +
  "务務 应應 线線 网網 络絡 错錯 误誤 级級 缓緩 迟遲 队隊 滚滾 软軟 码碼 调調 试試 请請 询詢 执執 导導 尽盡 满滿 处處 没沒 无無 " +
  "规規 则則 认認 证證 检檢 测測 监監 报報 户戶 订訂 单單 结結 账賬 帐帳 额額 费費 资資 类類 载載 写寫 读讀 释釋 启啟 复復 备備 " +
  "态態 响響 击擊 环環 节節 点點 边邊 业業 发發 变變 实實 际際 总總 议議 设設 计計 记記 录錄 显顯 图圖 细細 组組 织織 统統 给給 " +
  "让讓 从從 优優 减減 缩縮 扩擴 转轉 达達 选選 择擇 带帶 条條 张張 评評 审審 团團 责責 质質 险險 产產 归歸 须須 预預 领領 频頻 " +
  "顾顧 验驗 绝絕 继繼 续續 约約 终終 维維 罗羅 刚剛 坏壞 断斷 锁鎖 闭閉 阅閱 阶階 随隨 项項 确確 轮輪 输輸 适適 遗遺 邮郵 销銷 " +
  "钟鐘 键鍵";

const pairs = PAIRS.split(" ");
export const SIMPLIFIED_ONLY: ReadonlySet<string> = new Set(pairs.map((pair) => pair.charAt(0)));
export const TRADITIONAL_ONLY: ReadonlySet<string> = new Set(pairs.map((pair) => pair.charAt(1)));
