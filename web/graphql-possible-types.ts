// Made from schema.graphql by generate-graphql-env.ts.
export const possibleTypes = {
  "DomainError": [
    "AmbiguousTargetError",
    "DestinationExistsError",
    "FileConflictError",
    "IntentNotUnderstoodError",
    "InvalidInputError",
    "NameTakenError",
    "NoSourceError",
    "NotFoundError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "RunStateError",
    "TargetNotFoundError",
    "UnparsableFileError"
  ],
  "MutationAnalyzeImpactResult": [
    "AmbiguousTargetError",
    "DestinationExistsError",
    "InvalidInputError",
    "MutationAnalyzeImpactSuccess",
    "NameTakenError",
    "NotFoundError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "TargetNotFoundError",
    "UnparsableFileError"
  ],
  "MutationCancelRunResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationCancelRunSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationCaptureIntentResult": [
    "AmbiguousTargetError",
    "DestinationExistsError",
    "IntentNotUnderstoodError",
    "InvalidInputError",
    "MutationCaptureIntentSuccess",
    "NameTakenError",
    "NotFoundError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "TargetNotFoundError",
    "UnparsableFileError"
  ],
  "MutationCreateRoomResult": [
    "InvalidInputError",
    "MutationCreateRoomSuccess",
    "NoSourceError",
    "RoomRefusedError",
    "RoomTooLargeError"
  ],
  "MutationPlanHealingResult": [
    "AmbiguousTargetError",
    "DestinationExistsError",
    "InvalidInputError",
    "MutationPlanHealingSuccess",
    "NameTakenError",
    "NotFoundError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "TargetNotFoundError",
    "UnparsableFileError"
  ],
  "MutationRollbackRunResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationRollbackRunSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationTriggerHealingResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationTriggerHealingSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "Node": [
    "HealingAction",
    "HealingExecution",
    "HealingRun",
    "ImpactPrediction",
    "IntentCapture",
    "Room"
  ]
};
