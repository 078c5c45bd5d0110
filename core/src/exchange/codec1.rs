//! The first link codec: JSON without what equals the defaults, deflated. Read for ever, no longer written.

use super::opened::{LinkError, MOST_BYTES, Opened};
use crate::model::Document;
use serde_json::Value;

const MADE_WITH: &str = "made_with";

pub(super) fn decode(bytes: &[u8]) -> Result<Opened, LinkError> {
    let json =
        miniz_oxide::inflate::decompress_to_vec_with_limit(bytes, MOST_BYTES).map_err(|error| match error.status {
            miniz_oxide::inflate::TINFLStatus::HasMoreOutput => LinkError::TooLarge,
            _ => LinkError::Damaged,
        })?;
    let mut value: Value = serde_json::from_slice(&json).map_err(|_| LinkError::Damaged)?;
    let Some(map) = value.as_object_mut() else { return Err(LinkError::NotAScenario) };
    let made_with = map.remove(MADE_WITH).and_then(|made| made.as_str().map(str::to_owned));
    Ok(Opened { document: Document::new(value), made_with })
}
