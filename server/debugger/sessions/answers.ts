// Answers to the question of a session. Owns what an answer does to the fixes; asks nothing itself.
import { isDeepStrictEqual } from 'node:util';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { inTransaction } from '../../engine/transaction.ts';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import { decodeValue } from '../decode-value.ts';
import type { DebuggerDeps } from '../deps.ts';
import { describeValue } from '../describe-value.ts';
import { type GivenValueInput, parseGivenValue } from '../parse-scenario.ts';
import { evaluateGiven } from '../record/evaluate.ts';
import type { ConfidenceFeatures, RecordedOutcome } from '../repair/confidence.ts';
import { findValueSource } from '../repair/data-mapping/value-source.ts';
import type { Example, Scenario } from '../scenario.ts';
import type { QuestionAnswer } from '../stored.ts';
import type { EncodedValue } from '../values.ts';
import { appendSessionEvent } from './events.ts';
import { getSession, refuseState } from './moves.ts';

const SHOWN = 200;
const TIMEOUT_MS = 10_000;
/** Outcomes that confidence is calibrated with. */
const OUTCOMES = 1_000;

export interface Answering {
  readonly questionId: string;
  /** One of the answers of the question, from 0. */
  readonly answer: number | null;
  /** Another result. */
  readonly value: GivenValueInput | null;
}

async function rightResult(answers: readonly QuestionAnswer[], { answer, value }: Answering): Promise<{ result: string; value: EncodedValue }> {
  if ((answer === null) === (value === null)) throw new InvalidInputError('An answer is either one of the results or another value.', 'Give answer or value, not both and not neither.');
  if (value !== null) {
    const [encoded = null] = await evaluateGiven([parseGivenValue(value, 'answer')], AbortSignal.timeout(TIMEOUT_MS));
    return { result: describeValue(encoded, SHOWN), value: encoded };
  }
  const chosen = answers[answer ?? 0];
  if (!chosen) throw new InvalidInputError(`The question has ${answers.length} results; ${answer} is none of them.`, `Give a number from 0 to ${answers.length - 1}.`);
  return { result: chosen.result, value: chosen.value };
}

/** A scenario with the answers that a person gave as further examples; those whose value cannot be written as code are left out. */
export async function withAnswers(prisma: PrismaClient, sessionId: string, scenario: Scenario): Promise<Scenario> {
  if (scenario.kind !== 'FUNCTION') return scenario;
  const answered = await prisma.debuggerQuestion.findMany({ where: { sessionId, answeredAt: { not: null } }, orderBy: { createdAt: 'asc' } });
  const examples = answered.flatMap(({ input, answer }): Example[] => {
    const expected = findValueSource(decodeValue((answer as unknown as { value: EncodedValue }).value));
    return expected === null ? [] : [{ kind: 'expression', actual: `${scenario.exportName}(${input})`, expected }];
  });
  return { ...scenario, examples: [...scenario.examples, ...examples] };
}

/** What became of earlier fixes: kept after their run, or rolled back, not confirmed, refuted. The newest first. */
export async function loadOutcomes(prisma: PrismaClient): Promise<RecordedOutcome[]> {
  const known = await prisma.suggestedFix.findMany({ where: { OR: [{ status: 'REFUTED' }, { run: { status: { in: ['COMPLETED', 'ROLLED_BACK', 'FAILED'] } } }] }, orderBy: { createdAt: 'desc' }, take: OUTCOMES, select: { status: true, features: true, run: { select: { status: true } } } });
  return known.map(({ status, features, run }) => ({ features: features as unknown as ConfidenceFeatures, isRight: status !== 'REFUTED' && run?.status === 'COMPLETED' }));
}

/**
 * Stores which result is right: fixes that give another one are REFUTED and shown last. Returns the id of the session.
 * Throws NotFoundError, InvalidInputError and SessionStateError.
 */
export async function answerStored({ prisma }: DebuggerDeps, answering: Answering): Promise<string> {
  const question = await prisma.debuggerQuestion.findUnique({ where: { id: answering.questionId } });
  if (!question) throw new NotFoundError(`There is no question ${answering.questionId}.`, 'Read the question of the session again.');
  if (question.answeredAt) throw new InvalidInputError('The question was answered already.', 'Search again for a new one.');
  const answers = question.answers as unknown as QuestionAnswer[];
  const right = await rightResult(answers, answering);
  const agreeing = answers.filter(({ value }) => isDeepStrictEqual(value, right.value)).flatMap(({ fixIds }) => fixIds);
  const refuted = answers.flatMap(({ fixIds }) => fixIds).filter((id) => !agreeing.includes(id));
  const message = agreeing.length === 0 ? 'No fix gives this result; search again with it as an example.' : `${agreeing.length} of ${agreeing.length + refuted.length} fixes give this result.`;
  await inTransaction(prisma, async (tx) => {
    const session = await getSession(tx, question.sessionId);
    if (session.status !== 'OPEN') throw refuseState(session, 'answer a question of');
    const { count } = await tx.debuggerQuestion.updateMany({ where: { id: question.id, answeredAt: null }, data: { answer: right as unknown as Prisma.InputJsonObject, answeredAt: new Date() } });
    if (count === 0) throw new InvalidInputError('The question was answered already.', 'Read the session again.');
    await tx.suggestedFix.updateMany({ where: { id: { in: refuted } }, data: { status: 'REFUTED' } });
    const fixes = await tx.suggestedFix.findMany({ where: { sessionId: session.id }, orderBy: { position: 'asc' }, select: { id: true, status: true } });
    const ranked = [...fixes.filter(({ status }) => status !== 'REFUTED'), ...fixes.filter(({ status }) => status === 'REFUTED')];
    for (const [index, { id }] of ranked.entries()) await tx.suggestedFix.update({ where: { id }, data: { position: index + 1 } });
    await appendSessionEvent(tx, session.id, { type: 'QUESTION_ANSWERED', payload: { message } });
  });
  return question.sessionId;
}
