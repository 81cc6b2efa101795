{{ record_states(ref("stg_claims"), "claims", "claim_id", ["quote"]) }}
