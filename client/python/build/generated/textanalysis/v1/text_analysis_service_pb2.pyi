from google.protobuf import any_pb2 as _any_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DocumentType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DOCUMENT_TYPE_UNSPECIFIED: _ClassVar[DocumentType]
    DOCUMENT_TYPE_PLAIN_TEXT: _ClassVar[DocumentType]
    DOCUMENT_TYPE_HTML: _ClassVar[DocumentType]

class EncodingType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ENCODING_TYPE_UNSPECIFIED: _ClassVar[EncodingType]
    ENCODING_TYPE_UTF8: _ClassVar[EncodingType]
    ENCODING_TYPE_UTF16: _ClassVar[EncodingType]
    ENCODING_TYPE_UTF32: _ClassVar[EncodingType]

class ModelTier(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MODEL_TIER_UNSPECIFIED: _ClassVar[ModelTier]
    MODEL_TIER_FAST: _ClassVar[ModelTier]
    MODEL_TIER_ACCURATE: _ClassVar[ModelTier]

class CleanProfile(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLEAN_PROFILE_UNSPECIFIED: _ClassVar[CleanProfile]
    CLEAN_PROFILE_ARTICLE: _ClassVar[CleanProfile]
    CLEAN_PROFILE_VISIBLE_TEXT: _ClassVar[CleanProfile]

class PageKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAGE_KIND_UNSPECIFIED: _ClassVar[PageKind]
    PAGE_KIND_ARTICLE: _ClassVar[PageKind]
    PAGE_KIND_SERVICE: _ClassVar[PageKind]
    PAGE_KIND_PRODUCT: _ClassVar[PageKind]
    PAGE_KIND_COLLECTION: _ClassVar[PageKind]
    PAGE_KIND_FORUM: _ClassVar[PageKind]
    PAGE_KIND_LISTING: _ClassVar[PageKind]
    PAGE_KIND_DOCUMENTATION: _ClassVar[PageKind]
    PAGE_KIND_LIVE_BLOG: _ClassVar[PageKind]
    PAGE_KIND_GALLERY: _ClassVar[PageKind]

class SegmentTransformation(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SEGMENT_TRANSFORMATION_UNSPECIFIED: _ClassVar[SegmentTransformation]
    SEGMENT_TRANSFORMATION_VERBATIM: _ClassVar[SegmentTransformation]
    SEGMENT_TRANSFORMATION_DECODED: _ClassVar[SegmentTransformation]
    SEGMENT_TRANSFORMATION_NORMALIZED: _ClassVar[SegmentTransformation]
    SEGMENT_TRANSFORMATION_INSERTED: _ClassVar[SegmentTransformation]

class BlockRole(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BLOCK_ROLE_UNSPECIFIED: _ClassVar[BlockRole]
    BLOCK_ROLE_HEADING: _ClassVar[BlockRole]
    BLOCK_ROLE_PARAGRAPH: _ClassVar[BlockRole]
    BLOCK_ROLE_LIST_ITEM: _ClassVar[BlockRole]
    BLOCK_ROLE_BLOCK_QUOTE: _ClassVar[BlockRole]
    BLOCK_ROLE_CAPTION: _ClassVar[BlockRole]
    BLOCK_ROLE_TABLE_CELL: _ClassVar[BlockRole]
    BLOCK_ROLE_TITLE: _ClassVar[BlockRole]

class RemovalReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REMOVAL_REASON_UNSPECIFIED: _ClassVar[RemovalReason]
    REMOVAL_REASON_MARKUP: _ClassVar[RemovalReason]
    REMOVAL_REASON_INVISIBLE: _ClassVar[RemovalReason]
    REMOVAL_REASON_NAVIGATION: _ClassVar[RemovalReason]
    REMOVAL_REASON_BOILERPLATE: _ClassVar[RemovalReason]
    REMOVAL_REASON_ADVERTISEMENT: _ClassVar[RemovalReason]
    REMOVAL_REASON_COMMENTS: _ClassVar[RemovalReason]
    REMOVAL_REASON_RELATED_CONTENT: _ClassVar[RemovalReason]
    REMOVAL_REASON_MEDIA: _ClassVar[RemovalReason]
    REMOVAL_REASON_METADATA: _ClassVar[RemovalReason]
    REMOVAL_REASON_DUPLICATE: _ClassVar[RemovalReason]
    REMOVAL_REASON_WHITESPACE: _ClassVar[RemovalReason]

class QuoteForm(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUOTE_FORM_UNSPECIFIED: _ClassVar[QuoteForm]
    QUOTE_FORM_DIRECT: _ClassVar[QuoteForm]
    QUOTE_FORM_MIXED: _ClassVar[QuoteForm]
    QUOTE_FORM_INDIRECT: _ClassVar[QuoteForm]

class AttributionType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ATTRIBUTION_TYPE_UNSPECIFIED: _ClassVar[AttributionType]
    ATTRIBUTION_TYPE_COMMUNICATION: _ClassVar[AttributionType]
    ATTRIBUTION_TYPE_BELIEF: _ClassVar[AttributionType]
    ATTRIBUTION_TYPE_FACT: _ClassVar[AttributionType]
    ATTRIBUTION_TYPE_EVENTUALITY: _ClassVar[AttributionType]

class MentionType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MENTION_TYPE_UNSPECIFIED: _ClassVar[MentionType]
    MENTION_TYPE_NAME: _ClassVar[MentionType]
    MENTION_TYPE_NOMINAL: _ClassVar[MentionType]
    MENTION_TYPE_PRONOUN: _ClassVar[MentionType]

class EntityType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ENTITY_TYPE_UNSPECIFIED: _ClassVar[EntityType]
    ENTITY_TYPE_PERSON: _ClassVar[EntityType]
    ENTITY_TYPE_ORGANIZATION: _ClassVar[EntityType]
    ENTITY_TYPE_GEOPOLITICAL: _ClassVar[EntityType]
    ENTITY_TYPE_LOCATION: _ClassVar[EntityType]
    ENTITY_TYPE_GROUP: _ClassVar[EntityType]
    ENTITY_TYPE_EVENT: _ClassVar[EntityType]
    ENTITY_TYPE_WORK: _ClassVar[EntityType]
    ENTITY_TYPE_PRODUCT: _ClassVar[EntityType]
    ENTITY_TYPE_OTHER: _ClassVar[EntityType]
    ENTITY_TYPE_CONTACT: _ClassVar[EntityType]
    ENTITY_TYPE_DATE_TIME: _ClassVar[EntityType]
    ENTITY_TYPE_MONEY: _ClassVar[EntityType]
    ENTITY_TYPE_PERCENT: _ClassVar[EntityType]
    ENTITY_TYPE_QUANTITY: _ClassVar[EntityType]
    ENTITY_TYPE_NUMBER: _ClassVar[EntityType]

class ValueApproximation(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VALUE_APPROXIMATION_UNSPECIFIED: _ClassVar[ValueApproximation]
    VALUE_APPROXIMATION_ABOUT: _ClassVar[ValueApproximation]
    VALUE_APPROXIMATION_MORE_THAN: _ClassVar[ValueApproximation]
    VALUE_APPROXIMATION_AT_LEAST: _ClassVar[ValueApproximation]
    VALUE_APPROXIMATION_LESS_THAN: _ClassVar[ValueApproximation]
    VALUE_APPROXIMATION_AT_MOST: _ClassVar[ValueApproximation]

class DateTimePrecision(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DATE_TIME_PRECISION_UNSPECIFIED: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_CENTURY: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_DECADE: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_YEAR: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_HALF_YEAR: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_SEASON: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_QUARTER: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_MONTH: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_WEEK: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_WEEKEND: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_DAY: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_PART_OF_DAY: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_HOUR: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_MINUTE: _ClassVar[DateTimePrecision]
    DATE_TIME_PRECISION_SECOND: _ClassVar[DateTimePrecision]

class ContactKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTACT_KIND_UNSPECIFIED: _ClassVar[ContactKind]
    CONTACT_KIND_EMAIL: _ClassVar[ContactKind]
    CONTACT_KIND_URL: _ClassVar[ContactKind]
    CONTACT_KIND_HANDLE: _ClassVar[ContactKind]
    CONTACT_KIND_HASHTAG: _ClassVar[ContactKind]
    CONTACT_KIND_PHONE: _ClassVar[ContactKind]
    CONTACT_KIND_IP_ADDRESS: _ClassVar[ContactKind]

class Feature(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FEATURE_UNSPECIFIED: _ClassVar[Feature]
    FEATURE_CLEAN: _ClassVar[Feature]
    FEATURE_QUOTES: _ClassVar[Feature]
    FEATURE_ENTITIES: _ClassVar[Feature]
DOCUMENT_TYPE_UNSPECIFIED: DocumentType
DOCUMENT_TYPE_PLAIN_TEXT: DocumentType
DOCUMENT_TYPE_HTML: DocumentType
ENCODING_TYPE_UNSPECIFIED: EncodingType
ENCODING_TYPE_UTF8: EncodingType
ENCODING_TYPE_UTF16: EncodingType
ENCODING_TYPE_UTF32: EncodingType
MODEL_TIER_UNSPECIFIED: ModelTier
MODEL_TIER_FAST: ModelTier
MODEL_TIER_ACCURATE: ModelTier
CLEAN_PROFILE_UNSPECIFIED: CleanProfile
CLEAN_PROFILE_ARTICLE: CleanProfile
CLEAN_PROFILE_VISIBLE_TEXT: CleanProfile
PAGE_KIND_UNSPECIFIED: PageKind
PAGE_KIND_ARTICLE: PageKind
PAGE_KIND_SERVICE: PageKind
PAGE_KIND_PRODUCT: PageKind
PAGE_KIND_COLLECTION: PageKind
PAGE_KIND_FORUM: PageKind
PAGE_KIND_LISTING: PageKind
PAGE_KIND_DOCUMENTATION: PageKind
PAGE_KIND_LIVE_BLOG: PageKind
PAGE_KIND_GALLERY: PageKind
SEGMENT_TRANSFORMATION_UNSPECIFIED: SegmentTransformation
SEGMENT_TRANSFORMATION_VERBATIM: SegmentTransformation
SEGMENT_TRANSFORMATION_DECODED: SegmentTransformation
SEGMENT_TRANSFORMATION_NORMALIZED: SegmentTransformation
SEGMENT_TRANSFORMATION_INSERTED: SegmentTransformation
BLOCK_ROLE_UNSPECIFIED: BlockRole
BLOCK_ROLE_HEADING: BlockRole
BLOCK_ROLE_PARAGRAPH: BlockRole
BLOCK_ROLE_LIST_ITEM: BlockRole
BLOCK_ROLE_BLOCK_QUOTE: BlockRole
BLOCK_ROLE_CAPTION: BlockRole
BLOCK_ROLE_TABLE_CELL: BlockRole
BLOCK_ROLE_TITLE: BlockRole
REMOVAL_REASON_UNSPECIFIED: RemovalReason
REMOVAL_REASON_MARKUP: RemovalReason
REMOVAL_REASON_INVISIBLE: RemovalReason
REMOVAL_REASON_NAVIGATION: RemovalReason
REMOVAL_REASON_BOILERPLATE: RemovalReason
REMOVAL_REASON_ADVERTISEMENT: RemovalReason
REMOVAL_REASON_COMMENTS: RemovalReason
REMOVAL_REASON_RELATED_CONTENT: RemovalReason
REMOVAL_REASON_MEDIA: RemovalReason
REMOVAL_REASON_METADATA: RemovalReason
REMOVAL_REASON_DUPLICATE: RemovalReason
REMOVAL_REASON_WHITESPACE: RemovalReason
QUOTE_FORM_UNSPECIFIED: QuoteForm
QUOTE_FORM_DIRECT: QuoteForm
QUOTE_FORM_MIXED: QuoteForm
QUOTE_FORM_INDIRECT: QuoteForm
ATTRIBUTION_TYPE_UNSPECIFIED: AttributionType
ATTRIBUTION_TYPE_COMMUNICATION: AttributionType
ATTRIBUTION_TYPE_BELIEF: AttributionType
ATTRIBUTION_TYPE_FACT: AttributionType
ATTRIBUTION_TYPE_EVENTUALITY: AttributionType
MENTION_TYPE_UNSPECIFIED: MentionType
MENTION_TYPE_NAME: MentionType
MENTION_TYPE_NOMINAL: MentionType
MENTION_TYPE_PRONOUN: MentionType
ENTITY_TYPE_UNSPECIFIED: EntityType
ENTITY_TYPE_PERSON: EntityType
ENTITY_TYPE_ORGANIZATION: EntityType
ENTITY_TYPE_GEOPOLITICAL: EntityType
ENTITY_TYPE_LOCATION: EntityType
ENTITY_TYPE_GROUP: EntityType
ENTITY_TYPE_EVENT: EntityType
ENTITY_TYPE_WORK: EntityType
ENTITY_TYPE_PRODUCT: EntityType
ENTITY_TYPE_OTHER: EntityType
ENTITY_TYPE_CONTACT: EntityType
ENTITY_TYPE_DATE_TIME: EntityType
ENTITY_TYPE_MONEY: EntityType
ENTITY_TYPE_PERCENT: EntityType
ENTITY_TYPE_QUANTITY: EntityType
ENTITY_TYPE_NUMBER: EntityType
VALUE_APPROXIMATION_UNSPECIFIED: ValueApproximation
VALUE_APPROXIMATION_ABOUT: ValueApproximation
VALUE_APPROXIMATION_MORE_THAN: ValueApproximation
VALUE_APPROXIMATION_AT_LEAST: ValueApproximation
VALUE_APPROXIMATION_LESS_THAN: ValueApproximation
VALUE_APPROXIMATION_AT_MOST: ValueApproximation
DATE_TIME_PRECISION_UNSPECIFIED: DateTimePrecision
DATE_TIME_PRECISION_CENTURY: DateTimePrecision
DATE_TIME_PRECISION_DECADE: DateTimePrecision
DATE_TIME_PRECISION_YEAR: DateTimePrecision
DATE_TIME_PRECISION_HALF_YEAR: DateTimePrecision
DATE_TIME_PRECISION_SEASON: DateTimePrecision
DATE_TIME_PRECISION_QUARTER: DateTimePrecision
DATE_TIME_PRECISION_MONTH: DateTimePrecision
DATE_TIME_PRECISION_WEEK: DateTimePrecision
DATE_TIME_PRECISION_WEEKEND: DateTimePrecision
DATE_TIME_PRECISION_DAY: DateTimePrecision
DATE_TIME_PRECISION_PART_OF_DAY: DateTimePrecision
DATE_TIME_PRECISION_HOUR: DateTimePrecision
DATE_TIME_PRECISION_MINUTE: DateTimePrecision
DATE_TIME_PRECISION_SECOND: DateTimePrecision
CONTACT_KIND_UNSPECIFIED: ContactKind
CONTACT_KIND_EMAIL: ContactKind
CONTACT_KIND_URL: ContactKind
CONTACT_KIND_HANDLE: ContactKind
CONTACT_KIND_HASHTAG: ContactKind
CONTACT_KIND_PHONE: ContactKind
CONTACT_KIND_IP_ADDRESS: ContactKind
FEATURE_UNSPECIFIED: Feature
FEATURE_CLEAN: Feature
FEATURE_QUOTES: Feature
FEATURE_ENTITIES: Feature

class TextSpan(_message.Message):
    __slots__ = ("begin_offset", "end_offset")
    BEGIN_OFFSET_FIELD_NUMBER: _ClassVar[int]
    END_OFFSET_FIELD_NUMBER: _ClassVar[int]
    begin_offset: int
    end_offset: int
    def __init__(self, begin_offset: _Optional[int] = ..., end_offset: _Optional[int] = ...) -> None: ...

class Date(_message.Message):
    __slots__ = ("year", "month", "day")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    year: int
    month: int
    day: int
    def __init__(self, year: _Optional[int] = ..., month: _Optional[int] = ..., day: _Optional[int] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("content", "raw_content", "type", "language_code", "source_uri", "reference_date", "charset")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    RAW_CONTENT_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_URI_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_DATE_FIELD_NUMBER: _ClassVar[int]
    CHARSET_FIELD_NUMBER: _ClassVar[int]
    content: str
    raw_content: bytes
    type: DocumentType
    language_code: str
    source_uri: str
    reference_date: Date
    charset: str
    def __init__(self, content: _Optional[str] = ..., raw_content: _Optional[bytes] = ..., type: _Optional[_Union[DocumentType, str]] = ..., language_code: _Optional[str] = ..., source_uri: _Optional[str] = ..., reference_date: _Optional[_Union[Date, _Mapping]] = ..., charset: _Optional[str] = ...) -> None: ...

class ResponseMetadata(_message.Message):
    __slots__ = ("engine_version", "model_version", "language_code", "encoding_type", "warnings", "document_type", "model_tier")
    ENGINE_VERSION_FIELD_NUMBER: _ClassVar[int]
    MODEL_VERSION_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_CODE_FIELD_NUMBER: _ClassVar[int]
    ENCODING_TYPE_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    MODEL_TIER_FIELD_NUMBER: _ClassVar[int]
    engine_version: str
    model_version: str
    language_code: str
    encoding_type: EncodingType
    warnings: _containers.RepeatedCompositeFieldContainer[Warning]
    document_type: DocumentType
    model_tier: ModelTier
    def __init__(self, engine_version: _Optional[str] = ..., model_version: _Optional[str] = ..., language_code: _Optional[str] = ..., encoding_type: _Optional[_Union[EncodingType, str]] = ..., warnings: _Optional[_Iterable[_Union[Warning, _Mapping]]] = ..., document_type: _Optional[_Union[DocumentType, str]] = ..., model_tier: _Optional[_Union[ModelTier, str]] = ...) -> None: ...

class Warning(_message.Message):
    __slots__ = ("reason", "message", "features")
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    reason: str
    message: str
    features: _containers.RepeatedScalarFieldContainer[Feature]
    def __init__(self, reason: _Optional[str] = ..., message: _Optional[str] = ..., features: _Optional[_Iterable[_Union[Feature, str]]] = ...) -> None: ...

class CleanOptions(_message.Message):
    __slots__ = ("profile", "omit_segments")
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    OMIT_SEGMENTS_FIELD_NUMBER: _ClassVar[int]
    profile: CleanProfile
    omit_segments: bool
    def __init__(self, profile: _Optional[_Union[CleanProfile, str]] = ..., omit_segments: _Optional[bool] = ...) -> None: ...

class CleanRequest(_message.Message):
    __slots__ = ("document", "encoding_type", "options")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    ENCODING_TYPE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    document: Document
    encoding_type: EncodingType
    options: CleanOptions
    def __init__(self, document: _Optional[_Union[Document, _Mapping]] = ..., encoding_type: _Optional[_Union[EncodingType, str]] = ..., options: _Optional[_Union[CleanOptions, _Mapping]] = ...) -> None: ...

class CleanResponse(_message.Message):
    __slots__ = ("cleaned_document", "metadata")
    CLEANED_DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    cleaned_document: CleanedDocument
    metadata: ResponseMetadata
    def __init__(self, cleaned_document: _Optional[_Union[CleanedDocument, _Mapping]] = ..., metadata: _Optional[_Union[ResponseMetadata, _Mapping]] = ...) -> None: ...

class CleanedDocument(_message.Message):
    __slots__ = ("text", "segments", "removed_segments", "title", "byline", "author_names", "publish_date", "section", "extraction_confidence", "page_kind")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SEGMENTS_FIELD_NUMBER: _ClassVar[int]
    REMOVED_SEGMENTS_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    BYLINE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_NAMES_FIELD_NUMBER: _ClassVar[int]
    PUBLISH_DATE_FIELD_NUMBER: _ClassVar[int]
    SECTION_FIELD_NUMBER: _ClassVar[int]
    EXTRACTION_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_KIND_FIELD_NUMBER: _ClassVar[int]
    text: str
    segments: _containers.RepeatedCompositeFieldContainer[TextSegment]
    removed_segments: _containers.RepeatedCompositeFieldContainer[RemovedSegment]
    title: MetadataText
    byline: MetadataText
    author_names: _containers.RepeatedScalarFieldContainer[str]
    publish_date: Date
    section: MetadataText
    extraction_confidence: float
    page_kind: PageKind
    def __init__(self, text: _Optional[str] = ..., segments: _Optional[_Iterable[_Union[TextSegment, _Mapping]]] = ..., removed_segments: _Optional[_Iterable[_Union[RemovedSegment, _Mapping]]] = ..., title: _Optional[_Union[MetadataText, _Mapping]] = ..., byline: _Optional[_Union[MetadataText, _Mapping]] = ..., author_names: _Optional[_Iterable[str]] = ..., publish_date: _Optional[_Union[Date, _Mapping]] = ..., section: _Optional[_Union[MetadataText, _Mapping]] = ..., extraction_confidence: _Optional[float] = ..., page_kind: _Optional[_Union[PageKind, str]] = ...) -> None: ...

class MetadataText(_message.Message):
    __slots__ = ("value", "source_span")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_SPAN_FIELD_NUMBER: _ClassVar[int]
    value: str
    source_span: TextSpan
    def __init__(self, value: _Optional[str] = ..., source_span: _Optional[_Union[TextSpan, _Mapping]] = ...) -> None: ...

class TextSegment(_message.Message):
    __slots__ = ("text_span", "source_span", "transformation", "block_role")
    TEXT_SPAN_FIELD_NUMBER: _ClassVar[int]
    SOURCE_SPAN_FIELD_NUMBER: _ClassVar[int]
    TRANSFORMATION_FIELD_NUMBER: _ClassVar[int]
    BLOCK_ROLE_FIELD_NUMBER: _ClassVar[int]
    text_span: TextSpan
    source_span: TextSpan
    transformation: SegmentTransformation
    block_role: BlockRole
    def __init__(self, text_span: _Optional[_Union[TextSpan, _Mapping]] = ..., source_span: _Optional[_Union[TextSpan, _Mapping]] = ..., transformation: _Optional[_Union[SegmentTransformation, str]] = ..., block_role: _Optional[_Union[BlockRole, str]] = ...) -> None: ...

class RemovedSegment(_message.Message):
    __slots__ = ("source_span", "reason")
    SOURCE_SPAN_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    source_span: TextSpan
    reason: RemovalReason
    def __init__(self, source_span: _Optional[_Union[TextSpan, _Mapping]] = ..., reason: _Optional[_Union[RemovalReason, str]] = ...) -> None: ...

class Speaker(_message.Message):
    __slots__ = ("mention_span", "mention_type", "name", "entity_id", "confidence", "description_span")
    MENTION_SPAN_FIELD_NUMBER: _ClassVar[int]
    MENTION_TYPE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ENTITY_ID_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_SPAN_FIELD_NUMBER: _ClassVar[int]
    mention_span: TextSpan
    mention_type: MentionType
    name: str
    entity_id: str
    confidence: float
    description_span: TextSpan
    def __init__(self, mention_span: _Optional[_Union[TextSpan, _Mapping]] = ..., mention_type: _Optional[_Union[MentionType, str]] = ..., name: _Optional[str] = ..., entity_id: _Optional[str] = ..., confidence: _Optional[float] = ..., description_span: _Optional[_Union[TextSpan, _Mapping]] = ...) -> None: ...

class Quote(_message.Message):
    __slots__ = ("content_spans", "content", "form", "cue_span", "speaker", "confidence", "enclosing_quote_index", "quoted_spans", "addressee_span", "attribution_type", "is_negated", "is_unsettled")
    CONTENT_SPANS_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    CUE_SPAN_FIELD_NUMBER: _ClassVar[int]
    SPEAKER_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    ENCLOSING_QUOTE_INDEX_FIELD_NUMBER: _ClassVar[int]
    QUOTED_SPANS_FIELD_NUMBER: _ClassVar[int]
    ADDRESSEE_SPAN_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTION_TYPE_FIELD_NUMBER: _ClassVar[int]
    IS_NEGATED_FIELD_NUMBER: _ClassVar[int]
    IS_UNSETTLED_FIELD_NUMBER: _ClassVar[int]
    content_spans: _containers.RepeatedCompositeFieldContainer[TextSpan]
    content: str
    form: QuoteForm
    cue_span: TextSpan
    speaker: Speaker
    confidence: float
    enclosing_quote_index: int
    quoted_spans: _containers.RepeatedCompositeFieldContainer[TextSpan]
    addressee_span: TextSpan
    attribution_type: AttributionType
    is_negated: bool
    is_unsettled: bool
    def __init__(self, content_spans: _Optional[_Iterable[_Union[TextSpan, _Mapping]]] = ..., content: _Optional[str] = ..., form: _Optional[_Union[QuoteForm, str]] = ..., cue_span: _Optional[_Union[TextSpan, _Mapping]] = ..., speaker: _Optional[_Union[Speaker, _Mapping]] = ..., confidence: _Optional[float] = ..., enclosing_quote_index: _Optional[int] = ..., quoted_spans: _Optional[_Iterable[_Union[TextSpan, _Mapping]]] = ..., addressee_span: _Optional[_Union[TextSpan, _Mapping]] = ..., attribution_type: _Optional[_Union[AttributionType, str]] = ..., is_negated: _Optional[bool] = ..., is_unsettled: _Optional[bool] = ...) -> None: ...

class QuoteOptions(_message.Message):
    __slots__ = ("forms", "min_confidence", "attribution_types", "include_unsettled")
    FORMS_FIELD_NUMBER: _ClassVar[int]
    MIN_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTION_TYPES_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_UNSETTLED_FIELD_NUMBER: _ClassVar[int]
    forms: _containers.RepeatedScalarFieldContainer[QuoteForm]
    min_confidence: float
    attribution_types: _containers.RepeatedScalarFieldContainer[AttributionType]
    include_unsettled: bool
    def __init__(self, forms: _Optional[_Iterable[_Union[QuoteForm, str]]] = ..., min_confidence: _Optional[float] = ..., attribution_types: _Optional[_Iterable[_Union[AttributionType, str]]] = ..., include_unsettled: _Optional[bool] = ...) -> None: ...

class ExtractQuotesRequest(_message.Message):
    __slots__ = ("document", "encoding_type", "options", "clean_options", "model_tier")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    ENCODING_TYPE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    CLEAN_OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MODEL_TIER_FIELD_NUMBER: _ClassVar[int]
    document: Document
    encoding_type: EncodingType
    options: QuoteOptions
    clean_options: CleanOptions
    model_tier: ModelTier
    def __init__(self, document: _Optional[_Union[Document, _Mapping]] = ..., encoding_type: _Optional[_Union[EncodingType, str]] = ..., options: _Optional[_Union[QuoteOptions, _Mapping]] = ..., clean_options: _Optional[_Union[CleanOptions, _Mapping]] = ..., model_tier: _Optional[_Union[ModelTier, str]] = ...) -> None: ...

class ExtractQuotesResponse(_message.Message):
    __slots__ = ("quotes", "speakers", "metadata", "cleaned_document")
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    SPEAKERS_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    CLEANED_DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    quotes: _containers.RepeatedCompositeFieldContainer[Quote]
    speakers: _containers.RepeatedCompositeFieldContainer[Entity]
    metadata: ResponseMetadata
    cleaned_document: CleanedDocument
    def __init__(self, quotes: _Optional[_Iterable[_Union[Quote, _Mapping]]] = ..., speakers: _Optional[_Iterable[_Union[Entity, _Mapping]]] = ..., metadata: _Optional[_Union[ResponseMetadata, _Mapping]] = ..., cleaned_document: _Optional[_Union[CleanedDocument, _Mapping]] = ...) -> None: ...

class NormalizedValue(_message.Message):
    __slots__ = ("date_time", "money", "quantity", "number", "contact", "approximation", "range", "fraction", "ordinal", "interval", "precision", "time_zone")
    DATE_TIME_FIELD_NUMBER: _ClassVar[int]
    MONEY_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    APPROXIMATION_FIELD_NUMBER: _ClassVar[int]
    RANGE_FIELD_NUMBER: _ClassVar[int]
    FRACTION_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    INTERVAL_FIELD_NUMBER: _ClassVar[int]
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    date_time: str
    money: Money
    quantity: Quantity
    number: str
    contact: Contact
    approximation: ValueApproximation
    range: DecimalRange
    fraction: str
    ordinal: bool
    interval: DayInterval
    precision: DateTimePrecision
    time_zone: str
    def __init__(self, date_time: _Optional[str] = ..., money: _Optional[_Union[Money, _Mapping]] = ..., quantity: _Optional[_Union[Quantity, _Mapping]] = ..., number: _Optional[str] = ..., contact: _Optional[_Union[Contact, _Mapping]] = ..., approximation: _Optional[_Union[ValueApproximation, str]] = ..., range: _Optional[_Union[DecimalRange, _Mapping]] = ..., fraction: _Optional[str] = ..., ordinal: _Optional[bool] = ..., interval: _Optional[_Union[DayInterval, _Mapping]] = ..., precision: _Optional[_Union[DateTimePrecision, str]] = ..., time_zone: _Optional[str] = ...) -> None: ...

class DecimalRange(_message.Message):
    __slots__ = ("low", "high")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    low: str
    high: str
    def __init__(self, low: _Optional[str] = ..., high: _Optional[str] = ...) -> None: ...

class DayInterval(_message.Message):
    __slots__ = ("first_day", "last_day")
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    LAST_DAY_FIELD_NUMBER: _ClassVar[int]
    first_day: str
    last_day: str
    def __init__(self, first_day: _Optional[str] = ..., last_day: _Optional[str] = ...) -> None: ...

class Contact(_message.Message):
    __slots__ = ("kind", "address")
    KIND_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    kind: ContactKind
    address: str
    def __init__(self, kind: _Optional[_Union[ContactKind, str]] = ..., address: _Optional[str] = ...) -> None: ...

class Money(_message.Message):
    __slots__ = ("currency_code", "amount", "per")
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PER_FIELD_NUMBER: _ClassVar[int]
    currency_code: str
    amount: str
    per: str
    def __init__(self, currency_code: _Optional[str] = ..., amount: _Optional[str] = ..., per: _Optional[str] = ...) -> None: ...

class Quantity(_message.Message):
    __slots__ = ("amount", "unit")
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    amount: str
    unit: str
    def __init__(self, amount: _Optional[str] = ..., unit: _Optional[str] = ...) -> None: ...

class EntityMention(_message.Message):
    __slots__ = ("span", "content", "type", "confidence")
    SPAN_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    span: TextSpan
    content: str
    type: MentionType
    confidence: float
    def __init__(self, span: _Optional[_Union[TextSpan, _Mapping]] = ..., content: _Optional[str] = ..., type: _Optional[_Union[MentionType, str]] = ..., confidence: _Optional[float] = ...) -> None: ...

class Entity(_message.Message):
    __slots__ = ("entity_id", "name", "type", "mentions", "normalized_value", "salience")
    ENTITY_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    NORMALIZED_VALUE_FIELD_NUMBER: _ClassVar[int]
    SALIENCE_FIELD_NUMBER: _ClassVar[int]
    entity_id: str
    name: str
    type: EntityType
    mentions: _containers.RepeatedCompositeFieldContainer[EntityMention]
    normalized_value: NormalizedValue
    salience: float
    def __init__(self, entity_id: _Optional[str] = ..., name: _Optional[str] = ..., type: _Optional[_Union[EntityType, str]] = ..., mentions: _Optional[_Iterable[_Union[EntityMention, _Mapping]]] = ..., normalized_value: _Optional[_Union[NormalizedValue, _Mapping]] = ..., salience: _Optional[float] = ...) -> None: ...

class EntityOptions(_message.Message):
    __slots__ = ("types", "include_coreference", "min_confidence")
    TYPES_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_COREFERENCE_FIELD_NUMBER: _ClassVar[int]
    MIN_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    types: _containers.RepeatedScalarFieldContainer[EntityType]
    include_coreference: bool
    min_confidence: float
    def __init__(self, types: _Optional[_Iterable[_Union[EntityType, str]]] = ..., include_coreference: _Optional[bool] = ..., min_confidence: _Optional[float] = ...) -> None: ...

class ExtractEntitiesRequest(_message.Message):
    __slots__ = ("document", "encoding_type", "options", "clean_options", "model_tier")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    ENCODING_TYPE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    CLEAN_OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MODEL_TIER_FIELD_NUMBER: _ClassVar[int]
    document: Document
    encoding_type: EncodingType
    options: EntityOptions
    clean_options: CleanOptions
    model_tier: ModelTier
    def __init__(self, document: _Optional[_Union[Document, _Mapping]] = ..., encoding_type: _Optional[_Union[EncodingType, str]] = ..., options: _Optional[_Union[EntityOptions, _Mapping]] = ..., clean_options: _Optional[_Union[CleanOptions, _Mapping]] = ..., model_tier: _Optional[_Union[ModelTier, str]] = ...) -> None: ...

class ExtractEntitiesResponse(_message.Message):
    __slots__ = ("entities", "metadata", "cleaned_document")
    ENTITIES_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    CLEANED_DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    entities: _containers.RepeatedCompositeFieldContainer[Entity]
    metadata: ResponseMetadata
    cleaned_document: CleanedDocument
    def __init__(self, entities: _Optional[_Iterable[_Union[Entity, _Mapping]]] = ..., metadata: _Optional[_Union[ResponseMetadata, _Mapping]] = ..., cleaned_document: _Optional[_Union[CleanedDocument, _Mapping]] = ...) -> None: ...

class AnalyzeRequest(_message.Message):
    __slots__ = ("document", "encoding_type", "features", "clean_options", "quote_options", "entity_options", "model_tier")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    ENCODING_TYPE_FIELD_NUMBER: _ClassVar[int]
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    CLEAN_OPTIONS_FIELD_NUMBER: _ClassVar[int]
    QUOTE_OPTIONS_FIELD_NUMBER: _ClassVar[int]
    ENTITY_OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MODEL_TIER_FIELD_NUMBER: _ClassVar[int]
    document: Document
    encoding_type: EncodingType
    features: _containers.RepeatedScalarFieldContainer[Feature]
    clean_options: CleanOptions
    quote_options: QuoteOptions
    entity_options: EntityOptions
    model_tier: ModelTier
    def __init__(self, document: _Optional[_Union[Document, _Mapping]] = ..., encoding_type: _Optional[_Union[EncodingType, str]] = ..., features: _Optional[_Iterable[_Union[Feature, str]]] = ..., clean_options: _Optional[_Union[CleanOptions, _Mapping]] = ..., quote_options: _Optional[_Union[QuoteOptions, _Mapping]] = ..., entity_options: _Optional[_Union[EntityOptions, _Mapping]] = ..., model_tier: _Optional[_Union[ModelTier, str]] = ...) -> None: ...

class AnalyzeResponse(_message.Message):
    __slots__ = ("cleaned_document", "quotes", "entities", "metadata")
    CLEANED_DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    ENTITIES_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    cleaned_document: CleanedDocument
    quotes: _containers.RepeatedCompositeFieldContainer[Quote]
    entities: _containers.RepeatedCompositeFieldContainer[Entity]
    metadata: ResponseMetadata
    def __init__(self, cleaned_document: _Optional[_Union[CleanedDocument, _Mapping]] = ..., quotes: _Optional[_Iterable[_Union[Quote, _Mapping]]] = ..., entities: _Optional[_Iterable[_Union[Entity, _Mapping]]] = ..., metadata: _Optional[_Union[ResponseMetadata, _Mapping]] = ...) -> None: ...

class StreamingAnalyzeRequest(_message.Message):
    __slots__ = ("item_id", "request")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    request: AnalyzeRequest
    def __init__(self, item_id: _Optional[str] = ..., request: _Optional[_Union[AnalyzeRequest, _Mapping]] = ...) -> None: ...

class StreamingAnalyzeResponse(_message.Message):
    __slots__ = ("item_id", "response", "error")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    response: AnalyzeResponse
    error: ErrorStatus
    def __init__(self, item_id: _Optional[str] = ..., response: _Optional[_Union[AnalyzeResponse, _Mapping]] = ..., error: _Optional[_Union[ErrorStatus, _Mapping]] = ...) -> None: ...

class ErrorStatus(_message.Message):
    __slots__ = ("code", "message", "details")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    code: int
    message: str
    details: _containers.RepeatedCompositeFieldContainer[_any_pb2.Any]
    def __init__(self, code: _Optional[int] = ..., message: _Optional[str] = ..., details: _Optional[_Iterable[_Union[_any_pb2.Any, _Mapping]]] = ...) -> None: ...

class ErrorDetail(_message.Message):
    __slots__ = ("reason", "field", "description", "metadata")
    class MetadataEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    REASON_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    reason: str
    field: str
    description: str
    metadata: _containers.ScalarMap[str, str]
    def __init__(self, reason: _Optional[str] = ..., field: _Optional[str] = ..., description: _Optional[str] = ..., metadata: _Optional[_Mapping[str, str]] = ...) -> None: ...
