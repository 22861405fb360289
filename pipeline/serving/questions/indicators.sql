SELECT indicator_id, plan, version, category, name, unit, nature, baseline_year, baseline_raw, target_year, target_raw
FROM v_indicators WHERE is_current = 1 AND (:plan = '' OR plan = :plan OR (instr(plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions))) AND (:nature = '' OR nature = :nature) ORDER BY plan, table_id, row_index
