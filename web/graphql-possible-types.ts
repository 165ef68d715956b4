// Made from schema.graphql by generate-graphql-env.ts.
export const possibleTypes = {
  "DomainError": [
    "InvalidInputError",
    "NotFoundError",
    "RoomRefusedError",
    "NoSourceError",
    "IntentNotUnderstoodError",
    "TargetNotFoundError",
    "AmbiguousTargetError",
    "NameTakenError",
    "DestinationExistsError",
    "UnparsableFileError",
    "RunStateError",
    "FileConflictError"
  ],
  "Node": [
    "Room",
    "IntentCapture",
    "ImpactPrediction",
    "HealingRun",
    "HealingAction",
    "HealingExecution"
  ],
  "MutationCreateRoomResult": [
    "MutationCreateRoomSuccess",
    "InvalidInputError",
    "RoomRefusedError",
    "NoSourceError"
  ],
  "MutationCaptureIntentResult": [
    "MutationCaptureIntentSuccess",
    "InvalidInputError",
    "NotFoundError",
    "IntentNotUnderstoodError",
    "TargetNotFoundError",
    "AmbiguousTargetError",
    "NameTakenError",
    "DestinationExistsError",
    "UnparsableFileError"
  ],
  "MutationAnalyzeImpactResult": [
    "MutationAnalyzeImpactSuccess",
    "InvalidInputError",
    "NotFoundError",
    "TargetNotFoundError",
    "NameTakenError",
    "DestinationExistsError",
    "UnparsableFileError"
  ],
  "MutationPlanHealingResult": [
    "MutationPlanHealingSuccess",
    "InvalidInputError",
    "NotFoundError",
    "TargetNotFoundError",
    "NameTakenError",
    "DestinationExistsError",
    "UnparsableFileError"
  ],
  "MutationTriggerHealingResult": [
    "MutationTriggerHealingSuccess",
    "InvalidInputError",
    "NotFoundError",
    "RunStateError",
    "FileConflictError"
  ],
  "MutationRollbackRunResult": [
    "MutationRollbackRunSuccess",
    "InvalidInputError",
    "NotFoundError",
    "RunStateError",
    "FileConflictError"
  ],
  "MutationCancelRunResult": [
    "MutationCancelRunSuccess",
    "InvalidInputError",
    "NotFoundError",
    "RunStateError"
  ]
};
