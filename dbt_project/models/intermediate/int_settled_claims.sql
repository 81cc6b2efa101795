{{ settled_records(ref("stg_claims"), "claims", "claim_id", ["quote"]) }}
