select * exclude (valid_from, valid_to) from {{ ref("int_claim_states") }} where valid_to is null
