import type { CommandRisk } from "./command-risk.ts";

/** Functions known only to read. An allow-list: a list of dangerous ones missed `pg_stat_statements_reset`. */
const READS = words(`
  count sum avg min max bool_and bool_or every array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg
  group_concat stddev stddev_pop variance corr percentile_cont percentile_disc mode row_number rank dense_rank
  percent_rank cume_dist ntile lag lead first_value last_value nth_value grouping approx_count_distinct any_value uniq
  quantile countif sumif avgif topk
  coalesce nullif greatest least cast try_cast convert if ifnull isnull nvl decode iif
  lower upper initcap length char_length character_length octet_length substr substring left right trim ltrim rtrim btrim
  replace translate concat concat_ws format lpad rpad repeat reverse split_part substring_index position strpos instr
  locate regexp_replace regexp_match regexp_matches regexp_substr regexp_like regexp_count regexp_split_to_table
  regexp_split_to_array starts_with ascii chr char quote_ident quote_literal to_char to_number to_hex hex unhex md5 sha1
  sha2 sha256 encode crc32 similarity word_similarity
  abs ceil ceiling floor round trunc truncate mod power sqrt sign exp ln log log10 log2 random rand width_bucket div
  now current_timestamp current_date current_time localtimestamp localtime clock_timestamp statement_timestamp
  transaction_timestamp timeofday sysdate getdate curdate curtime utc_timestamp utc_date date time timestamp datetime
  date_trunc date_part date_format date_add date_sub dateadd datediff timestampdiff timestampadd timediff time_to_sec
  sec_to_time to_timestamp to_date from_unixtime unix_timestamp extract epoch age justify_interval make_interval
  make_date make_time make_timestamp year month day hour minute second dayofweek week quarter str_to_date todatetime
  tostartofminute tostartofhour tostartofinterval todate
  array array_length array_to_string array_position array_remove array_append cardinality unnest string_to_array
  generate_series generate_subscripts row json_build_object jsonb_build_object json_extract json_extract_path_text
  json_unquote json_value jsonb_extract_path jsonb_extract_path_text json_array_elements jsonb_array_elements
  jsonb_array_elements_text jsonb_each jsonb_each_text jsonb_object_keys json_object_keys jsonb_path_query to_json
  to_jsonb row_to_json jsonb_pretty json_array_length jsonb_array_length jsonb_typeof
  version database schema user current_user session_user current_database current_schema current_schemas connection_id
  current_setting current_query inet_client_addr inet_server_addr inet_server_port host txid_current_if_assigned
  txid_current_snapshot txid_snapshot_xmin pg_current_snapshot pg_current_xact_id_if_assigned row_count found_rows last_insert_id
  to_regclass to_regproc obj_description col_description shobj_description format_type
  has_table_privilege has_schema_privilege has_database_privilege has_column_privilege has_function_privilege
  pg_backend_pid pg_blocking_pids pg_safe_snapshot_blocking_pids pg_is_in_recovery pg_is_wal_replay_paused
  pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_current_wal_lsn
  pg_current_wal_insert_lsn pg_current_wal_flush_lsn pg_wal_lsn_diff pg_lsn_diff pg_walfile_name pg_postmaster_start_time
  pg_conf_load_time pg_size_pretty pg_size_bytes pg_database_size pg_relation_size pg_table_size pg_indexes_size
  pg_total_relation_size pg_tablespace_size pg_column_size pg_relation_filepath pg_relation_filenode
  pg_get_indexdef pg_get_constraintdef pg_get_viewdef pg_get_functiondef pg_get_triggerdef pg_get_expr pg_get_userbyid
  pg_get_serial_sequence pg_get_partkeydef pg_get_keywords pg_table_is_visible pg_typeof pg_encoding_to_char
  pg_stat_file pg_ls_waldir pg_lock_status pg_show_all_settings pg_prepared_xact pg_options_to_table
  pg_stat_get_activity pg_stat_get_backend_pid pg_stat_get_backend_activity pg_stat_get_live_tuples
  pg_stat_get_dead_tuples pg_stat_get_last_vacuum_time pg_stat_get_last_autovacuum_time pg_stat_get_numscans
  pg_stat_get_progress_info pg_isolation_test_session_is_blocked pg_last_committed_xact pg_xact_commit_timestamp
  mxid_age pg_notification_queue_usage sys_context object_name db_name db_id object_id sys.dm_exec_sql_text
  dm_exec_sql_text dm_exec_query_plan ps_thread_id format_bytes format_pico_time sys_format_time
`);

const HEAVY = words("pg_sleep sleep pgstattuple pgstatindex pgstattuple_approx");

const WRITES = words(`
  pg_terminate_backend pg_cancel_backend pg_reload_conf pg_rotate_logfile pg_log_backend_memory_contexts pg_stat_reset
  pg_stat_reset_shared pg_stat_reset_single_table_counters pg_stat_reset_slru pg_stat_reset_replication_slot
  pg_stat_statements_reset pg_switch_wal pg_promote pg_wal_replay_pause pg_wal_replay_resume pg_create_restore_point
  pg_create_physical_replication_slot pg_create_logical_replication_slot pg_replication_slot_advance
  pg_logical_slot_get_changes pg_logical_emit_message pg_backup_start pg_backup_stop pg_start_backup pg_stop_backup
  pg_notify pg_advisory_lock pg_advisory_xact_lock pg_try_advisory_lock pg_try_advisory_xact_lock pg_advisory_unlock
  pg_advisory_unlock_all pg_advisory_lock_shared pg_prewarm pg_import_system_collations pg_export_snapshot
  set_config nextval setval txid_current pg_current_xact_id lo_import lo_export lo_create lo_put lowrite dblink_exec
  get_lock release_lock release_all_locks rds_kill rds_kill_query
`);

const DESTROYS = words("pg_drop_replication_slot lo_unlink pg_file_unlink pg_file_write");

/** What calling a function does, by its bare name in any case. Not listed is unknown. */
export function functionRisk(name: string): CommandRisk {
  const key = name.toLowerCase();
  if (READS.has(key)) return "read";
  if (HEAVY.has(key)) return "heavy-read";
  if (WRITES.has(key)) return "mutating";
  return DESTROYS.has(key) ? "destructive" : "unknown";
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
