package client

// Version is the version of this client.
const Version = "0.4.2"

// MinEngineVersion is the oldest engine that this client works with.
const MinEngineVersion = "0.3.0"
