package client

// MinEngineVersion is the oldest engine that this client works with.
const MinEngineVersion = "0.3.0"
