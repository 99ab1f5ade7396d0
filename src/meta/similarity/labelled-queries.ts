import type { Language } from "../../contracts/language.ts";

/** A query as an engineer would put it, and every past incident that would help them. */
export interface LabelledQuery {
  readonly language: Language;
  readonly text: string;
  /** Ids of `scenarios/past-incidents.example.csv`, or "scenario:<id>" of the library. Never empty. */
  readonly relevant: readonly string[];
}

const PAYMENT_POOL = "scenario:payment-pool-exhaustion";

/**
 * Labelled before anything was measured: relevant is what has the same kind of cause or the same failing part,
 * not what shares words. Words differ from the records' on purpose in about half of them.
 */
export const LABELLED_QUERIES: readonly LabelledQuery[] = [
  {
    language: "en",
    text: "payment service connection pool exhaustion",
    relevant: ["EX-2401", "EX-2402", PAYMENT_POOL],
  },
  {
    language: "en",
    text: "FATAL: sorry, too many clients already, checkout returns HTTP 500",
    relevant: ["EX-2401", "EX-2402", PAYMENT_POOL],
  },
  {
    language: "en",
    text: "full table scan, missing index, database CPU at 100%",
    relevant: ["EX-2403", PAYMENT_POOL],
  },
  {
    language: "en",
    text: "Redis cache hit ratio dropped and the database is overloaded",
    relevant: ["EX-2404", "EX-2405"],
  },
  {
    language: "en",
    text: "TLS certificate expired, handshakes fail on the gateway",
    relevant: ["EX-2406", "EX-2407"],
  },
  { language: "en", text: "pods cannot resolve service names, no such host", relevant: ["EX-2408"] },
  {
    language: "en",
    text: "Kafka consumer group lag growing, notifications late",
    relevant: ["EX-2410", "EX-2411"],
  },
  { language: "en", text: "no space left on device, database writes fail", relevant: ["EX-2412", "EX-2426"] },
  { language: "en", text: "WAL files fill the disk because of a replication slot", relevant: ["EX-2412"] },
  {
    language: "en",
    text: "pods OOMKilled repeatedly after deploy, memory keeps growing",
    relevant: ["EX-2414", "EX-2415"],
  },
  {
    language: "en",
    text: "users cannot log in after a configuration push",
    relevant: ["EX-2416", "EX-2417"],
  },
  { language: "en", text: "third-party payment API slow, worker threads blocked", relevant: ["EX-2418"] },
  { language: "en", text: "ImagePullBackOff after upgrading Kubernetes", relevant: ["EX-2420"] },
  { language: "en", text: "sudden traffic spike, autoscaling too slow, search slow", relevant: ["EX-2421"] },
  { language: "en", text: "JWT issued in the future, NTP clock drift", relevant: ["EX-2422"] },
  { language: "en", text: "cleanup script removed customer files", relevant: ["EX-2423"] },
  { language: "en", text: "packet loss between availability zones", relevant: ["EX-2425"] },
  { language: "zh", text: "支付服务连接池耗尽", relevant: ["EX-2402", PAYMENT_POOL] },
  { language: "zh", text: "数据库连接数打满，用户无法付款", relevant: ["EX-2402", PAYMENT_POOL] },
  { language: "zh", text: "慢查询，缺少索引，全表扫描", relevant: ["EX-2403"] },
  { language: "zh", text: "缓存集中过期，数据库被打垮", relevant: ["EX-2405"] },
  { language: "zh", text: "证书过期，登录失败", relevant: ["EX-2407"] },
  { language: "zh", text: "DNS 解析失败，网站打不开", relevant: ["EX-2409"] },
  { language: "zh", text: "Kafka 消费延迟，消息积压", relevant: ["EX-2411", "EX-2410"] },
  { language: "zh", text: "磁盘写满，数据库写入失败", relevant: ["EX-2412", "EX-2413"] },
  { language: "zh", text: "磁盘", relevant: ["EX-2412", "EX-2413", "EX-2426"] },
  { language: "zh", text: "Pod 因内存不足被反复重启", relevant: ["EX-2415"] },
  { language: "zh", text: "推送配置后所有请求被限流", relevant: ["EX-2417"] },
  { language: "zh", text: "短信验证码收不到", relevant: ["EX-2419"] },
  { language: "zh", text: "大促流量突增，扩容来不及", relevant: ["EX-2421"] },
  { language: "zh", text: "跨机房丢包，延迟升高", relevant: ["EX-2425"] },
  { language: "zh", text: "流水线构建失败，磁盘空间不足", relevant: ["EX-2426"] },
];
