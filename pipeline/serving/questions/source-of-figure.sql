SELECT record_kind, record_id, plan, version, field, value, role, derivation, prefix || '【' || quote || '】' || suffix AS quote, heading_path,
  part, xml_path, char_start, char_end, block_id, source_sha256
FROM v_trace WHERE record_kind = 'figure' AND record_id = CAST(:figure_id AS INTEGER)
