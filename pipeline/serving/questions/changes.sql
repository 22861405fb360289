SELECT plan, from_version, to_version, record_kind, coalesce(
    (SELECT name FROM v_projects WHERE record_kind = 'project' AND project_id = coalesce(new_id, old_id)),
    (SELECT name FROM v_indicators WHERE record_kind = 'indicator' AND indicator_id = coalesce(new_id, old_id)),
    (SELECT metric FROM v_figures WHERE record_kind = 'figure' AND figure_id = coalesce(new_id, old_id)),
    (SELECT title FROM v_headings WHERE record_kind = 'heading' AND heading_id = coalesce(new_id, old_id)),
    (SELECT title FROM v_box_items WHERE record_kind = 'box_item' AND box_item_id = coalesce(new_id, old_id))) AS name,
  new_id, change, field, old_value, new_value, delta, percent, old_quote, new_quote, old_id, new_block_id, old_block_id
FROM v_changes
WHERE (:plan = '' OR plan = :plan OR (instr(plan, :plan) AND :plan NOT IN (SELECT plan FROM v_versions))) AND (to_version = CAST(:to_version AS INTEGER) OR (:to_version = '' AND is_current = 1))
  AND (:record_kind = '' OR record_kind = :record_kind)
ORDER BY plan, to_version, CASE record_kind WHEN 'indicator' THEN 0 WHEN 'project' THEN 1 WHEN 'figure' THEN 2 WHEN 'box_item' THEN 3
  WHEN 'heading' THEN 4 ELSE 5 END, coalesce(new_block_id, old_block_id), field
