select rule, relation, basis, rule_version, score, window_days, description,
from {{ ref("link_rules") }}
