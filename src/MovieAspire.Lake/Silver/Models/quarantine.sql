/*
title: Responses that were rejected, and why
grain: [bronze_file, line]
columns:
  bronze_file:    { type: VARCHAR, required: true, meaning: the raw file }
  line:           { type: BIGINT, required: true, min: '1' }
  provider:       { type: VARCHAR, required: true }
  ingestion_date: { type: DATE, required: true }
  content_hash:   { type: VARCHAR }
  reason:         { type: VARCHAR, required: true }
  excerpt:        { type: VARCHAR, meaning: 'the line''s first 500 letters' }
*/
SELECT bronze_file, line, provider, ingestion_date, content_hash, reason, excerpt FROM rejected_lines
