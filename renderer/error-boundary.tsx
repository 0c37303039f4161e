import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './ui/button.js';
import { EvidenceText } from './ui/evidence-text.js';
import { Notice } from './ui/messages.js';

interface ErrorBoundaryProps {
  /** What is inside, for the message: `The time line`. */
  readonly what: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** Keeps a fault of one part from taking the window with it. What the journal confirmed is on disk in any case. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="fault">
        <Notice tone="error">
          <strong>{this.props.what} stopped because of a fault in Exhibit.</strong> Nothing confirmed is lost: every act
          is in the journal on disk. Try again; if it stops again, close the case, open it, and report these words:{' '}
          <EvidenceText text={error.message} isMono />
        </Notice>
        <Button command="fault.retry" onPress={() => this.setState({ error: null })}>
          Try again
        </Button>
      </div>
    );
  }
}
